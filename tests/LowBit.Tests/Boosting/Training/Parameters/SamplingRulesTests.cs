using LowBit.Boosting;

namespace LowBit.Tests;

public class SamplingRulesTests
{
    static readonly BoosterOptions Forest = new() { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.5, BaggingFreq = 1 };

    static readonly BoosterOptions ByClass = new() { Objective = "binary", PosBaggingFraction = 0.5, BaggingFreq = 1 };

    static string Refused(BoosterOptions options) =>
        Assert.Throws<BadOptionException>(() => OptionRules.Check(options, 0)).Message;

    static void Passes(BoosterOptions options) => Assert.Null(Record.Exception(() => OptionRules.Check(options, 0)));

    [Fact]
    public void AForestNeedsBagsOrAFractionOfTheFeatures()
    {
        const string Message = "boosting is rf and every tree would see the same rows and features. Set bagging_fraction below 1 and bagging_freq to 1 or more, or feature_fraction below 1.";
        Assert.Equal(Message, Refused(Forest with { BaggingFreq = 0 }));
        Assert.Equal(Message, Refused(Forest with { BaggingFraction = 1 }));
        Assert.Equal(Message, Refused(Forest with { BaggingFraction = 1, FeatureFractionByNode = 0.5 }));
        Passes(Forest);
        Passes(Forest with { BaggingFreq = 0, FeatureFraction = 0.9 });
        Passes(ByClass with { Boosting = BoostingMode.RandomForest });
    }

    [Fact]
    public void AForestTakesNoObjectiveOfOnesOwn() =>
        Assert.StartsWith("boosting is rf with an objective of your own, which is not supported;",
            Refused(Forest with { CustomObjective = new NoObjective() }), StringComparison.Ordinal);

    [Fact]
    public void AForestHasNoLearningRate()
    {
        Assert.Equal("boosting is rf, whose trees have no learning rate. Leave learning_rates out, or train with gbdt.",
            Refused(Forest with { LearningRates = [0.1] }));
        Assert.Equal("boosting is rf, whose trees have no learning rate. Leave learning_rate_decay out, or train with gbdt.",
            Refused(Forest with { LearningRateDecay = 0.9 }));
        Passes(Forest with { LearningRate = 0.3 });
    }

    [Fact]
    public void OneScheduleOfLearningRates() =>
        Assert.Equal("learning_rates is a list and learning_rate_decay is 0.9; both set the learning rate of a round. Give one of them.",
            Refused(new() { LearningRates = [0.1], LearningRateDecay = 0.9 }));

    [Fact]
    public void BagsOfClassesGoWithBinary()
    {
        const string Message = "pos_bagging_fraction is 0.5 and neg_bagging_fraction is 1 with objective";
        Passes(ByClass);
        Assert.Equal($"{Message} regression; only binary has classes to sample. Use bagging_fraction.", Refused(ByClass with { Objective = "regression" }));
        Assert.StartsWith($"{Message} multiclass;", Refused(ByClass with { Objective = "multiclass" }), StringComparison.Ordinal);
        Assert.StartsWith($"{Message} custom;", Refused(ByClass with { CustomObjective = new NoObjective() }), StringComparison.Ordinal);
        Assert.Equal(
            "pos_bagging_fraction is 0.5 and neg_bagging_fraction is 1 with bagging_by_query; a group has rows of both classes. Give one of them.",
            Refused(ByClass with { BaggingByQuery = true }));
    }

    [Fact]
    public void BagsOfGroupsNeedGroups()
    {
        var table = new SmallTable(100);
        var options = new BoosterOptions { BaggingByQuery = true, BaggingFraction = 0.5, BaggingFreq = 1, NumIterations = 1 };
        Assert.Equal(
            "bagging_by_query is true and the training set has no groups. Give it groups, or leave bagging_by_query out.",
            Assert.Throws<BadOptionException>(() => Booster.Train(table.ToDataset("regression", new()), options)).Message);
        var grouped = table.ToDataset("regression", new() { GroupSizes = [40, 60] });
        Assert.Null(Record.Exception(() => Booster.Train(grouped, options)));
    }
}
