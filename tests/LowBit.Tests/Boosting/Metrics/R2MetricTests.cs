using LowBit.Boosting;

namespace LowBit.Tests;

public class R2MetricTests
{
    static readonly R2Metric Metric = new();

    [Fact]
    public void IsTheShareOfTheSpreadThatIsExplained()
    {
        Assert.Equal(1, MetricRows.Evaluate(Metric, [1, 2, 3], [1, 2, 3]));
        Assert.Equal(0, MetricRows.Evaluate(Metric, [2, 2, 2], [1, 2, 3]));
        Assert.Equal(1 - 4 / 2.0, MetricRows.Evaluate(Metric, [1, 2, 5], [1, 2, 3]));
    }

    [Fact]
    public void WeightsCountInTheMeanToo() => Assert.Equal(
        MetricRows.Evaluate(Metric, [1, 2, 2, 2, 5], [1, 3, 3, 3, 4]),
        MetricRows.Evaluate(Metric, [1, 2, 5], [1, 3, 4], [1, 3, 1]), 1e-15);

    [Fact]
    public void EqualLabelsGiveOneOrZero()
    {
        Assert.Equal(1, MetricRows.Evaluate(Metric, [2, 2], [2, 2]));
        Assert.Equal(0, MetricRows.Evaluate(Metric, [2, 3], [2, 2]));
    }

    [Fact]
    public void HigherIsBetter() => Assert.True(Metric.HigherIsBetter);
}
