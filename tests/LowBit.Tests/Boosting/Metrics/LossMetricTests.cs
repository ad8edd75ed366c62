using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Metrics that are losses of regressions, against values computed by hand and slow references.</summary>
public class LossMetricTests
{
    static readonly double[] Scores = [1, 2, 5], Labels = [2, 2, 1], Weights = [1, 0.5, 2.5];

    [Fact]
    public void HuberIsTheSquareUpToTheLimit()
    {
        Assert.Equal((0.5 + 6) / 3, MetricRows.Evaluate(new HuberMetric(2), Scores, Labels));
        Assert.Equal((0.5 + 2.5 * 6) / 4, MetricRows.Evaluate(new HuberMetric(2), Scores, Labels, Weights));
    }

    [Fact]
    public void FairIsItsFormula()
    {
        double near = 2 - 4 * Math.Log(1.5), far = 8 - 4 * Math.Log(3);
        Assert.Equal((near + far) / 3, MetricRows.Evaluate(new FairMetric(2), Scores, Labels), 1e-15);
        Assert.Equal((near + 2.5 * far) / 4, MetricRows.Evaluate(new FairMetric(2), Scores, Labels, Weights), 1e-15);
    }

    [Fact]
    public void FairOfASmallDistanceKeepsItsDigits() =>
        Assert.Equal(0.5e-10, MetricRows.Evaluate(new FairMetric(1), [1e-5], [0]), 1e-15);

    [Fact]
    public void QuantileWeighsTheSides()
    {
        Assert.Equal((0.75 + 0.25 * 4) / 3, MetricRows.Evaluate(new QuantileMetric(0.75), Scores, Labels));
        Assert.Equal((0.75 + 2.5 * 0.25 * 4) / 4, MetricRows.Evaluate(new QuantileMetric(0.75), Scores, Labels, Weights));
    }

    [Fact]
    public void MapeDividesByTheLabelOrOne() =>
        Assert.Equal((0.5 + 3 + 0.25) / 3, MetricRows.Evaluate(new MapeMetric(), [1, 3.5, -3], [2, 0.5, -4]));

    [Fact]
    public void GammaIsTheRatioPlusTheLogarithm()
    {
        double expected = (2 + 0.5 + Math.Log(2)) / 2;
        Assert.Equal(expected, MetricRows.Evaluate(new GammaMetric(), [1, 2], [2, 1]), 1e-15);
        Assert.Equal(double.PositiveInfinity, MetricRows.Evaluate(new GammaMetric(), [1, -1], [2, 1]));
    }

    [Fact]
    public void GammaDevianceIsASum()
    {
        double expected = 2 * (2 - Math.Log(2) - 1 + 3 * (0.5 + Math.Log(2) - 1));
        Assert.Equal(expected, MetricRows.Evaluate(new GammaDevianceMetric(), [1, 2], [2, 1], [1, 3]), 1e-8);
        Assert.Equal(double.PositiveInfinity, MetricRows.Evaluate(new GammaDevianceMetric(), [1, -1], [2, 1]));
    }

    [Fact]
    public void TweedieIsItsFormula()
    {
        double expected = (Math.Pow(2, 0.7) / 0.7 + 3 * Math.Pow(2, -0.3) / 0.3 + 1 / 0.7) / 2;
        Assert.Equal(expected, MetricRows.Evaluate(new TweedieMetric(1.3), [2, 1], [3, 0]), 1e-14);
    }

    [Fact]
    public void TweedieAtPowerOneIsPoisson() => Assert.Equal(
        MetricRows.Evaluate(new PoissonMetric(), Scores, Labels), MetricRows.Evaluate(new TweedieMetric(1), Scores, Labels));

    [Theory]
    [InlineData("gamma", 0)]
    [InlineData("gamma_deviance", -1)]
    public void LabelNotAboveZeroIsRefused(string metric, double label)
    {
        var error = Assert.Throws<BadDataException>(() => MetricRows.Evaluate(Metrics.Create(metric, new()), [1, 1], [1, label]));
        Assert.Equal(
            $"a row to be evaluated has label {label:R}; metric {metric} takes numbers above 0. Correct the row's label, or name another metric.",
            error.Message);
    }
}
