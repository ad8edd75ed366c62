using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class AucMetricTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, 1)]
    [InlineData(new double[] { 4, 3, 2, 1 }, 0)]
    [InlineData(new double[] { 1, 3, 2, 4 }, 0.75)]
    [InlineData(new double[] { 1, 1, 1, 1 }, 0.5)]
    [InlineData(new double[] { 1, 2, 2, 3 }, 0.875)]
    [InlineData(new double[] { -0.0, -1, 0, 1 }, 0.875)]
    public void IsTheShareOfPairsInOrder(double[] scores, double expected) =>
        Assert.Equal(expected, MetricRows.Evaluate(new AucMetric(), scores, [0, 0, 1, 1]));

    [Fact]
    public void MatchesTheCountOfAllPairs() =>
        Gen.Select(Gen.Int[-5, 5], Gen.Bool, Gen.Int[0, 8]).Array[1, 60].Sample(rows =>
        {
            double[] scores = [.. rows.Select(row => row.Item1 * 0.1)], labels = [.. rows.Select(row => row.Item2 ? 1.0 : 0)];
            double[] weights = [.. rows.Select(row => row.Item3 * 0.125)];
            Assert.Equal(Pairs(scores, labels, weights), MetricRows.Evaluate(new AucMetric(), scores, labels, weights), 1e-12);
            double[] ones = [.. rows.Select(_ => 1.0)];
            Assert.Equal(Pairs(scores, labels, ones), MetricRows.Evaluate(new AucMetric(), scores, labels), 1e-12);
        });

    [Fact]
    public void OneClassGivesOne()
    {
        Assert.Equal(1, MetricRows.Evaluate(new AucMetric(), [1, 2], [1, 1]));
        Assert.Equal(1, MetricRows.Evaluate(new AucMetric(), [1, 2], [0, 0]));
        Assert.Equal(1, MetricRows.Evaluate(new AucMetric(), [1, 2], [0, 1], [1, 0]));
        Assert.Equal(1, MetricRows.Evaluate(new AucMetric(), [], []));
    }

    [Fact]
    public void HigherIsBetter() => Assert.True(new AucMetric().HigherIsBetter);

    static double Pairs(double[] scores, double[] labels, double[] weights)
    {
        double won = 0, all = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                double weight = labels[i] > 0 && labels[j] == 0 ? weights[i] * weights[j] : 0;
                all += weight;
                won += scores[i] > scores[j] ? weight : scores[i] == scores[j] ? weight / 2 : 0;
            }
        }
        return all > 0 ? won / all : 1;
    }
}
