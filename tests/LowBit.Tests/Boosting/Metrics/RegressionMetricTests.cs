using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>l1, l2, rmse and poisson against values computed by hand.</summary>
public class RegressionMetricTests
{
    static readonly double[] Scores = [1, 2, 5], Labels = [2, 2, 1], Weights = [1, 0.5, 2.5];

    [Fact]
    public void L1IsTheMeanDistance()
    {
        Assert.Equal(5.0 / 3, MetricRows.Evaluate(new L1Metric(), Scores, Labels));
        Assert.Equal(11.0 / 4, MetricRows.Evaluate(new L1Metric(), Scores, Labels, Weights));
    }

    [Fact]
    public void L2IsTheMeanSquare()
    {
        Assert.Equal(17.0 / 3, MetricRows.Evaluate(new L2Metric(), Scores, Labels));
        Assert.Equal(41.0 / 4, MetricRows.Evaluate(new L2Metric(), Scores, Labels, Weights));
    }

    [Fact]
    public void RmseIsItsRoot()
    {
        Assert.Equal(Math.Sqrt(17.0 / 3), MetricRows.Evaluate(new RmseMetric(), Scores, Labels));
        Assert.Equal(Math.Sqrt(41.0 / 4), MetricRows.Evaluate(new RmseMetric(), Scores, Labels, Weights));
    }

    [Fact]
    public void PoissonIsRateMinusLabelTimesItsLogarithm()
    {
        double[] scores = [0, 1], labels = [3, 2];
        Assert.Equal((1 + Math.E - 2) / 2, MetricRows.Evaluate(new PoissonMetric(), scores, labels, null, MetricRows.Rate), 1e-15);
        Assert.Equal((3 + Math.E - 2) / 4, MetricRows.Evaluate(new PoissonMetric(), scores, labels, [3, 1], MetricRows.Rate), 1e-15);
    }

    [Fact]
    public void RateOfZeroIsTakenForASmallOne() => Assert.Equal(
        1e-10 + 2 * 10 * Math.Log(10), MetricRows.Evaluate(new PoissonMetric(), [0], [2]), 1e-7);

    [Fact]
    public void PredictionsAreTransformedScores() => Assert.Equal(
        Math.E - 1, MetricRows.Evaluate(new L1Metric(), [1, 1], [1, 1], null, MetricRows.Rate), 1e-15);

    [Fact]
    public void NoRowsHaveNoMean() => Assert.Equal(double.NaN, MetricRows.Evaluate(new L2Metric(), [], []));
}
