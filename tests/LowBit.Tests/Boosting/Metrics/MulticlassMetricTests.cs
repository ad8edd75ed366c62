using LowBit.Boosting;

namespace LowBit.Tests;

public class MulticlassMetricTests
{
    static readonly double[] Probabilities = [0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0, 0.5, 0.5], Labels = [0, 2, 1];

    [Fact]
    public void LoglossIsMinusTheLogarithmOfTheLabelsProbability()
    {
        double ln2 = Math.Log(2);
        Assert.Equal(4 * ln2 / 3, MetricRows.EvaluateClasses(new MultiLoglossMetric(), 3, Probabilities, Labels), 1e-15);
        Assert.Equal(9 * ln2 / 6, MetricRows.EvaluateClasses(new MultiLoglossMetric(), 3, Probabilities, Labels, [1, 3, 2]), 1e-15);
        Assert.Equal(34.53877639491068, MetricRows.EvaluateClasses(new MultiLoglossMetric(), 3, Probabilities[6..], [0]), 1e-7);
    }

    [Fact]
    public void TieIsAnError()
    {
        Assert.Equal(2.0 / 3, MetricRows.EvaluateClasses(new MultiErrorMetric(), 3, Probabilities, Labels));
        Assert.Equal(1.0 / 6, MetricRows.EvaluateClasses(new MultiErrorMetric(), 3, Probabilities, Labels, [10, 1, 1]));
    }

    [Fact]
    public void ClassAmongTheMostProbableIsRight()
    {
        var metric = new MultiErrorMetric(2);
        Assert.Equal("multi_error@2", metric.Name);
        Assert.Equal(1.0 / 3, MetricRows.EvaluateClasses(metric, 3, Probabilities, Labels));
        Assert.Equal(0, MetricRows.EvaluateClasses(new MultiErrorMetric(3), 3, Probabilities, Labels));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    public void LabelThatIsNoClassIsRefused(double label)
    {
        Assert.Throws<BadDataException>(() => MetricRows.EvaluateClasses(new MultiErrorMetric(), 3, [1, 0, 0], [label]));
        Assert.Throws<BadDataException>(() => MetricRows.EvaluateClasses(new MultiLoglossMetric(), 3, [1, 0, 0], [label]));
    }
}
