using LowBit.Boosting;

namespace LowBit.Tests;

public class LearningRatesTests
{
    static double[] Of(BoosterOptions options, int rounds) =>
        [.. Enumerable.Range(0, rounds).Select(new LearningRates(options).Of)];

    [Fact]
    public void WithoutAScheduleEveryRoundHasTheLearningRate() => Assert.Equal([0.1, 0.1, 0.1], Of(new(), 3));

    [Fact]
    public void TheLastOfAListHoldsForWhatFollows() =>
        Assert.Equal([0.5, 0.2, 0.2, 0.2], Of(new() { LearningRate = 9, LearningRates = [0.5, 0.2] }, 4));

    [Fact]
    public void ADecayIsMultipliedInAgainAndAgain()
    {
        Assert.Equal([0.3, 0.3 * 0.9, 0.3 * 0.9 * 0.9], Of(new() { LearningRate = 0.3, LearningRateDecay = 0.9 }, 3));
        var steps = new BoosterOptions { LearningRate = 0.5, LearningRateDecay = 0.5, LearningRateDecayFreq = 2 };
        Assert.Equal([0.5, 0.5, 0.25, 0.25, 0.125], Of(steps, 5));
    }

    [Fact]
    public void TreesOfAForestAreWhole() =>
        Assert.Equal([1, 1], Of(new() { Boosting = BoostingMode.RandomForest, LearningRate = 0.3 }, 2));

    /// <summary>LightGBM writes 1 for the first tree, whose values contain the baseline.</summary>
    [Fact]
    public void EachTreeSaysItsShrinkage()
    {
        var data = new SmallTable(600).ToDataset("regression", new());
        var model = Booster.Train(data, new() { NumIterations = 4, NumLeaves = 5, LearningRates = [0.4, 0.3, 0.2, 0.1] });
        Assert.Equal([1, 0.3, 0.2, 0.1], BoostedTrees.Parse(model.ToText()).Trees.Select(tree => tree.Shrinkage));
        Assert.Contains("[learning_rates: 0.4,0.3,0.2,0.1]", model.Parameters!.Split('\n'));
    }

    /// <summary>The rate comes in where values are shrunk and nowhere else: twice the rate, twice the last tree.</summary>
    [Fact]
    public void ARateShrinksTheTreesOfItsRound()
    {
        var data = new SmallTable(600).ToDataset("regression", new());
        Tree Last(double rate) => Booster.Train(data, new() { NumIterations = 3, NumLeaves = 5, LearningRates = [0.4, 0.3, rate] }).Trees[^1];
        Assert.Equal(Last(0.25).LeafValue.Select(value => 2 * value), Last(0.5).LeafValue);
        Assert.Equal(Last(0.25).Threshold, Last(0.5).Threshold);
    }
}
