using LowBit.Boosting;

namespace LowBit.Tests;

public class AucMuMetricTests
{
    const int Classes = 3, RowCount = 60;

    static readonly double[] Scores = [.. MetricRows.Uniform(3, RowCount * Classes).Select(u => Math.Round(6 * u))];
    static readonly double[] Labels = [.. MetricRows.Uniform(4, RowCount).Select(u => Math.Floor(Classes * u))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IsTheMeanOverPairsOfTheShareOfRowsInOrder(bool hasWeights)
    {
        double[] weights = [.. MetricRows.Uniform(5, RowCount).Select(u => hasWeights ? Math.Round(4 * u) : 1)];
        double expected = (Pair(0, 1, weights) + Pair(0, 2, weights) + Pair(1, 2, weights)) / 3;
        Assert.Equal(expected, MetricRows.EvaluateClasses(
            new AucMuMetric(), Classes, Scores, Labels, hasWeights ? weights : null), 1e-12);
    }

    [Fact]
    public void OfTwoClassesItIsAucOfTheDifference()
    {
        double[] scores = [.. Scores[..40]], labels = [.. Labels[..20].Select(label => Math.Min(label, 1))];
        double[] differences = [.. Enumerable.Range(0, 20).Select(row => scores[2 * row + 1] - scores[2 * row])];
        Assert.Equal(
            MetricRows.Evaluate(new AucMetric(), differences, labels), MetricRows.EvaluateClasses(new AucMuMetric(), 2, scores, labels), 1e-12);
    }

    [Fact]
    public void PairsWithoutRowsAreLeftOut()
    {
        Assert.Equal(1, MetricRows.EvaluateClasses(new AucMuMetric(), 3, [2, 0, 9, 0, 2, 9], [0, 1]));
        Assert.Equal(1, MetricRows.EvaluateClasses(new AucMuMetric(), 3, [0, 1, 2], [0]));
    }

    [Fact]
    public void HigherIsBetter() => Assert.True(new AucMuMetric().HigherIsBetter);

    static double Pair(int first, int second, double[] weights)
    {
        double won = 0, all = 0;
        for (int i = 0; i < RowCount; i++)
        {
            for (int j = 0; j < RowCount; j++)
            {
                double weight = Labels[i] == first && Labels[j] == second ? weights[i] * weights[j] : 0;
                double own = Scores[Classes * i + first] - Scores[Classes * i + second];
                double other = Scores[Classes * j + first] - Scores[Classes * j + second];
                all += weight;
                won += own > other ? weight : own == other ? weight / 2 : 0;
            }
        }
        return won / all;
    }
}
