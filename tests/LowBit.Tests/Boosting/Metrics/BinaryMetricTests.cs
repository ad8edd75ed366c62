using LowBit.Boosting;

namespace LowBit.Tests;

public class BinaryMetricTests
{
    [Fact]
    public void LoglossIsMinusTheLogarithmOfTheLabelsProbability()
    {
        double[] probabilities = [0.25, 0.25, 0.5], labels = [1, 0, 1];
        double a = Math.Log(4), b = Math.Log(4.0 / 3), c = Math.Log(2);
        Assert.Equal((a + b + c) / 3, MetricRows.Evaluate(new BinaryLoglossMetric(), probabilities, labels), 1e-15);
        Assert.Equal((a + 2 * b + 5 * c) / 8, MetricRows.Evaluate(new BinaryLoglossMetric(), probabilities, labels, [1, 2, 5]), 1e-15);
    }

    [Fact]
    public void ScoresBecomeProbabilities() => Assert.Equal(
        Math.Log(4), MetricRows.Evaluate(new BinaryLoglossMetric(), [Math.Log(3)], [0], null, MetricRows.Probability), 1e-15);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1e-16, 1)]
    public void CertainErrorCostsAFiniteAmount(double probability, double label) => Assert.Equal(
        34.53877639491068, MetricRows.Evaluate(new BinaryLoglossMetric(), [probability], [label]), 1e-7);

    [Fact]
    public void ErrorIsTheShareOnTheWrongSide()
    {
        double[] probabilities = [0.5, 0.5, 0.51, 0.51, 0.1], labels = [0, 1, 0, 1, 1];
        Assert.Equal(0.6, MetricRows.Evaluate(new BinaryErrorMetric(), probabilities, labels));
        Assert.Equal(6.0 / 16, MetricRows.Evaluate(new BinaryErrorMetric(), probabilities, labels, [8, 1, 4, 2, 1]));
    }
}
