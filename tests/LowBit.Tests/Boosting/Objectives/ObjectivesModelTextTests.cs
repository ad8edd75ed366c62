using LowBit.Boosting;

namespace LowBit.Tests;

public class ObjectivesModelTextTests
{
    // Every text that LightGBM writes, and what 2.5 becomes.
    [Theory]
    [InlineData("regression", 2.5)]
    [InlineData("regression sqrt", 6.25)]
    [InlineData("regression_l1", 2.5)]
    [InlineData("regression_l1 sqrt", 6.25)]
    [InlineData("huber", 2.5)]
    [InlineData("fair", 2.5)]
    [InlineData("quantile", 2.5)]
    [InlineData("mape", 2.5)]
    [InlineData("lambdarank", 2.5)]
    [InlineData("rank_xendcg", 2.5)]
    [InlineData("custom", 2.5)]
    [InlineData(null, 2.5)]
    [InlineData("poisson", 12.182493960703473)]
    [InlineData("gamma", 12.182493960703473)]
    [InlineData("tweedie", 12.182493960703473)]
    [InlineData("binary sigmoid:1", 0.9241418199787566)]
    [InlineData("binary sigmoid:0.5", 0.7772998611746911)]
    [InlineData("cross_entropy", 0.9241418199787566)]
    [InlineData("cross_entropy_lambda", 2.5788897342925496)]
    public void OneOutputIsTransformed(string? text, double expected)
    {
        var transform = Objectives.FromModelText(text);
        double[] scores = [2.5, 2.5, 2.5, 2.5, 2.5];
        transform.Transform(scores);
        Assert.All(scores, prediction => Assert.Equal(expected, prediction, 1e-14));
        Assert.Equal((text, 1), (transform.ModelText, transform.OutputCount));
    }

    [Fact]
    public void SignedSquareKeepsTheSign()
    {
        double[] scores = [-3];
        Objectives.FromModelText("regression sqrt").Transform(scores);
        Assert.Equal(-9, scores[0]);
    }

    [Theory]
    [InlineData(-800, 0)]
    [InlineData(-40, 4.248354255291589e-18)]
    [InlineData(0, 0.6931471805599453)]
    [InlineData(800, 800)]
    public void SoftplusIsExactAtBothEnds(double score, double expected)
    {
        double[] scores = [score, score, score, score, score];
        Objectives.FromModelText("cross_entropy_lambda").Transform(scores);
        Assert.All(scores, prediction => Assert.Equal(expected, prediction, 1e-15 * expected));
    }

    [Theory]
    [InlineData("multiclass num_class:2", 0.75, 0.25)]
    [InlineData("multiclassova num_class:2 sigmoid:1", 0.75, 0.5)]
    [InlineData(null, 1.0986122886681098, 0)]
    public void ManyOutputsAreTransformed(string? text, double first, double second)
    {
        double[] scores = [Math.Log(3), 0];
        Objectives.FromModelText(text, 2).Transform(scores);
        Assert.Equal(first, scores[0], 1e-15);
        Assert.Equal(second, scores[1], 1e-15);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("regresion", 1)]
    [InlineData("binary", 1)]
    [InlineData("binary sigmoid:0", 1)]
    [InlineData("binary sigmoid:x", 1)]
    [InlineData("multiclass", 3)]
    [InlineData("multiclass num_class:3", 4)]
    [InlineData("multiclassova num_class:3", 3)]
    [InlineData("regression", 2)]
    public void AlteredTextIsRefused(string text, int outputs) =>
        Assert.Throws<BadModelException>(() => Objectives.FromModelText(text, outputs));
}
