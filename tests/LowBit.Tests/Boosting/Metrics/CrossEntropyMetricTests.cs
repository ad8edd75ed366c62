using LowBit.Boosting;

namespace LowBit.Tests;

public class CrossEntropyMetricTests
{
    static readonly double[] P = [0.25, 0.9, 0.5], Labels = [0.5, 1, 0], Weights = [2, 1, 0.5];

    static double Entropy(double label, double p) => -(label == 0 ? 0 : label * Math.Log(p)) - (label == 1 ? 0 : (1 - label) * Math.Log(1 - p));

    [Fact]
    public void IsTheMeanOfTheEntropies()
    {
        double[] losses = [.. Labels.Zip(P, Entropy)];
        Assert.Equal(losses.Average(), MetricRows.Evaluate(new CrossEntropyMetric(), P, Labels), 1e-15);
        Assert.Equal(losses.Zip(Weights, (loss, weight) => loss * weight).Sum() / 3.5,
            MetricRows.Evaluate(new CrossEntropyMetric(), P, Labels, Weights), 1e-15);
    }

    [Fact]
    public void KullbackLeiblerTakesOffTheEntropyOfTheLabels()
    {
        double expected = Labels.Zip(P, (label, p) => Entropy(label, p) - Entropy(label, label)).Average();
        Assert.Equal(expected, MetricRows.Evaluate(new KullbackLeiblerMetric(), P, Labels), 1e-15);
        Assert.Equal(0, MetricRows.Evaluate(new KullbackLeiblerMetric(), [0.3, 0.7], [0.3, 0.7]));
    }

    [Fact]
    public void LambdaHasItsWeightsInTheLoss()
    {
        double[] lambdas = [0.5, 2, 0.1];
        double expected = Enumerable.Range(0, 3).Average(i => Entropy(Labels[i], 1 - Math.Exp(-Weights[i] * lambdas[i])));
        Assert.Equal(expected, MetricRows.Evaluate(new CrossEntropyLambdaMetric(), lambdas, Labels, Weights), 1e-15);
    }

    [Fact]
    public void CertaintyIsTakenForAlmost() => Assert.Equal(
        12 * Math.Log(10), MetricRows.Evaluate(new CrossEntropyMetric(), [0, 1], [1, 0]), 1e-12);

    [Theory]
    [InlineData("cross_entropy")]
    [InlineData("cross_entropy_lambda")]
    [InlineData("kullback_leibler")]
    public void LabelThatIsNoProbabilityIsRefused(string metric)
    {
        var error = Assert.Throws<BadDataException>(() => MetricRows.Evaluate(Metrics.Create(metric, new()), [0.5], [2]));
        Assert.StartsWith($"a row to be evaluated has label 2; metric {metric} takes probabilities, 0 to 1.", error.Message, StringComparison.Ordinal);
    }
}
