using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class AveragePrecisionMetricTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, 1)]
    [InlineData(new double[] { 4, 3, 2, 1 }, (1.0 / 3 + 2.0 / 4) / 2)]
    [InlineData(new double[] { 1, 1, 1, 1 }, 0.5)]
    public void IsTheMeanPrecisionAtThePositives(double[] scores, double expected) =>
        Assert.Equal(expected, MetricRows.Evaluate(new AveragePrecisionMetric(), scores, [0, 0, 1, 1]), 1e-15);

    [Fact]
    public void MatchesTheDefinition() =>
        Gen.Select(Gen.Int[-5, 5], Gen.Bool, Gen.Int[0, 8]).Array[1, 60].Sample(rows =>
        {
            double[] scores = [.. rows.Select(row => row.Item1 * 0.1)], labels = [.. rows.Select(row => row.Item2 ? 1.0 : 0)];
            double[] weights = [.. rows.Select(row => row.Item3 * 0.125)], ones = [.. rows.Select(_ => 1.0)];
            Assert.Equal(Slow(scores, labels, weights), MetricRows.Evaluate(new AveragePrecisionMetric(), scores, labels, weights), 1e-12);
            Assert.Equal(Slow(scores, labels, ones), MetricRows.Evaluate(new AveragePrecisionMetric(), scores, labels), 1e-12);
        });

    [Fact]
    public void OneClassGivesOne()
    {
        Assert.Equal(1, MetricRows.Evaluate(new AveragePrecisionMetric(), [1, 2], [1, 1]));
        Assert.Equal(1, MetricRows.Evaluate(new AveragePrecisionMetric(), [1, 2], [0, 0]));
        Assert.Equal(1, MetricRows.Evaluate(new AveragePrecisionMetric(), [], []));
    }

    [Fact]
    public void HigherIsBetter() => Assert.True(new AveragePrecisionMetric().HigherIsBetter);

    static double Slow(double[] scores, double[] labels, double[] weights)
    {
        double positives = labels.Zip(weights, (label, weight) => label * weight).Sum();
        if (positives == 0 || positives == weights.Sum())
        {
            return 1;
        }
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => labels[row] * weights[row] > 0)];
        return rows.Sum(row =>
        {
            int[] above = [.. Enumerable.Range(0, scores.Length).Where(other => scores[other] >= scores[row])];
            return weights[row] * above.Sum(other => labels[other] * weights[other]) / above.Sum(other => weights[other]);
        }) / positives;
    }
}
