using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class ObjectivesTests
{
    static IObjective Create(BoosterOptions options, params double[] labels) =>
        Objectives.Create(options, labels, SingleProcess.Instance, KernelPath.Scalar);

    [Theory]
    [InlineData("regression", "regression")]
    [InlineData("mse", "regression")]
    [InlineData("RMSE", "regression")]
    [InlineData("mae", "regression_l1")]
    [InlineData("poisson", "poisson")]
    [InlineData("binary", "binary sigmoid:1")]
    [InlineData("softmax", "multiclass num_class:3")]
    [InlineData("huber", "huber")]
    [InlineData("fair", "fair")]
    [InlineData("quantile", "quantile")]
    [InlineData("mape", "mape")]
    [InlineData("mean_absolute_percentage_error", "mape")]
    [InlineData("gamma", "gamma")]
    [InlineData("tweedie", "tweedie")]
    [InlineData("multiclassova", "multiclassova num_class:3 sigmoid:1")]
    [InlineData("multiclass_ova", "multiclassova num_class:3 sigmoid:1")]
    [InlineData("ova", "multiclassova num_class:3 sigmoid:1")]
    [InlineData("ovr", "multiclassova num_class:3 sigmoid:1")]
    [InlineData("xentropy", "cross_entropy")]
    [InlineData("cross_entropy", "cross_entropy")]
    [InlineData("xentlambda", "cross_entropy_lambda")]
    public void NamesAndAliasesGiveTheObjective(string name, string modelText) =>
        Assert.Equal(modelText, Create(new() { Objective = name, NumClass = 3 }).ModelText);

    [Fact]
    public void UnknownNameIsRefusedWithTheNearest()
    {
        var error = Assert.Throws<BadOptionException>(() => Create(new() { Objective = "possion" }));
        Assert.Equal(
            "objective is possion; allowed: regression, regression_l1, huber, fair, poisson, quantile, mape, gamma, tweedie, binary, "
            + "multiclass, multiclassova, cross_entropy, cross_entropy_lambda. Did you mean poisson?",
            error.Message);
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("regression_l1")]
    [InlineData("fair")]
    [InlineData("quantile")]
    [InlineData("mape")]
    public void LearnedRootsAreSquaredBack(string name)
    {
        var objective = Create(new() { Objective = name, RegSqrt = true });
        double[] scores = [3, -2];
        objective.Transform(scores);
        Assert.Equal([9, -4], scores);
        Assert.Equal($"{name} sqrt", objective.ModelText);
    }

    [Theory]
    [InlineData("huber")]
    [InlineData("fair")]
    [InlineData("quantile")]
    [InlineData("mape")]
    [InlineData("gamma")]
    [InlineData("tweedie")]
    [InlineData("cross_entropy")]
    [InlineData("cross_entropy_lambda")]
    [InlineData("multiclassova", "multi_logloss")]
    public void DefaultMetricIsTheLoss(string name, string? metric = null) =>
        Assert.Equal(metric ?? name, Create(new() { Objective = name, NumClass = 2 }).DefaultMetric);

    [Fact]
    public void CustomObjectiveTakesThePlace()
    {
        var own = new NoObjective();
        Assert.Same(own, Create(new() { Objective = "binary", CustomObjective = own }));
    }

    [Fact]
    public void ClassesAreCountedOverAllRanks()
    {
        var counts = VirtualRanks.Run(2, ranks => Objectives.Create(
            new() { Objective = "multiclass" }, [0, 3 * ranks.Rank], ranks, KernelPath.Scalar).OutputCount);
        Assert.Equal([4, 4], counts);
    }

    [Theory]
    [InlineData(0, "every label is 0 or less")]
    [InlineData(-3, "every label is 0 or less")]
    [InlineData(10_000, "the largest label is 10000")]
    public void LabelsThatAreNoClassesAreRefused(double label, string start)
    {
        var error = Assert.Throws<BadDataException>(() => Create(new() { Objective = "multiclass" }, 0, label, double.NaN));
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
    }
}
