using LowBit.Boosting;

namespace LowBit.Tests;

public class OptionRulesTests
{
    static string Refused(BoosterOptions options, int validationCount = 1) =>
        Assert.Throws<BadOptionException>(() => OptionRules.Check(options, validationCount)).Message;

    [Fact]
    public void DefaultsPass() => Assert.Null(Record.Exception(() => OptionRules.Check(new(), 0)));

    [Fact]
    public void OptionsSetInCodeAreHeldToTheSameRangesAsText()
    {
        Assert.StartsWith("num_leaves is '1'; allowed: an integer from 2 to 65535.", Refused(new() { NumLeaves = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("grad_bits is '9'; allowed: one of 2, 3,", Refused(new() { GradientBits = 9 }), StringComparison.Ordinal);
        Assert.StartsWith("learning_rate is 'NaN'; allowed: a number > 0.", Refused(new() { LearningRate = double.NaN }), StringComparison.Ordinal);
        Assert.StartsWith("feature_fraction is '0'; allowed: a number in (0, 1].", Refused(new() { FeatureFraction = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("metric_freq is '0'; allowed: an integer of at least 1.", Refused(new() { MetricFreq = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("rounding is '77'; allowed: one of stochastic, nearest.", Refused(new() { Rounding = (Numerics.RoundingMode)77 }), StringComparison.Ordinal);
        Assert.StartsWith("objective is 'hubert'; allowed: one of regression,", Refused(new() { Objective = "hubert" }), StringComparison.Ordinal);
        Assert.StartsWith(
            "tweedie_variance_power is '2'; allowed: a number in [1, 2).", Refused(new() { TweedieVariancePower = 2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void EarlyStoppingNeedsAValidationSet() =>
        Assert.Equal(
            "early_stopping_round is 5 but there is no validation set. Add one (--valid FILE), or leave early_stopping_round out.",
            Refused(new() { EarlyStoppingRound = 5 }, validationCount: 0));

    [Fact]
    public void EarlyStoppingNeedsAMetric() =>
        Assert.Equal(
            "early_stopping_round is 5 but metric is none. Name a metric, or leave early_stopping_round out.",
            Refused(new() { EarlyStoppingRound = 5, Metrics = ["none"] }));

    [Fact]
    public void OnlyOneWeightOfThePositiveClass() =>
        Assert.Equal(
            "is_unbalance is true and scale_pos_weight is 2; both weigh the positive class. Give one of them.",
            Refused(new() { IsUnbalance = true, ScalePosWeight = 2 }));

    [Fact]
    public void ClassesGoWithMulticlass()
    {
        Assert.Equal(
            "num_class is 1 with a multiclass objective; allowed: 2 or more. Give the number of classes, or 0 to take it from the labels.",
            Refused(new() { Objective = "softmax", NumClass = 1 }));
        Assert.Equal(
            "num_class is 3 with objective binary; only multiclass and multiclassova have classes. Set the objective to one of them, or leave num_class out.",
            Refused(new() { Objective = "binary", NumClass = 3 }));
        Assert.Null(Record.Exception(() => OptionRules.Check(new() { Objective = "multiclass", NumClass = 3 }, 0)));
        Assert.Null(Record.Exception(() => OptionRules.Check(new() { Objective = "binary", NumClass = 1 }, 0)));
    }

    [Fact]
    public void FractionOfAQuantileIsBelowOne()
    {
        const string Message = "alpha is 1.5 with quantile; allowed: above 0 and below 1. Give the fraction of labels that lie below.";
        Assert.Equal(Message, Refused(new() { Objective = "quantile", Alpha = 1.5 }));
        Assert.Equal(Message, Refused(new() { Objective = "huber", Metrics = ["quantile"], Alpha = 1.5 }));
        Assert.Null(Record.Exception(() => OptionRules.Check(new() { Objective = "huber", Alpha = 1.5 }, 0)));
    }

    [Theory]
    [InlineData("huber")]
    [InlineData("poisson")]
    [InlineData("gamma")]
    [InlineData("binary")]
    [InlineData("multiclassova")]
    public void RootsGoWithDistancesOnly(string objective) =>
        Assert.Equal(
            $"reg_sqrt is true with objective {objective}; roots go with regression, regression_l1, fair, quantile and mape. Leave it out.",
            Refused(new() { Objective = objective, RegSqrt = true }));
}
