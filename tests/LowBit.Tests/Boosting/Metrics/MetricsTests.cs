using LowBit.Boosting;

namespace LowBit.Tests;

public class MetricsTests
{
    static readonly IObjective Binary = ObjectiveRows.Create("binary", []);
    static readonly IObjective FourClasses = Objectives.Create(
        new() { Objective = "multiclass", NumClass = 4 }, [], LowBit.Collectives.SingleProcess.Instance, LowBit.Numerics.KernelPath.Scalar);

    static IEnumerable<string> Names(IObjective objective, params string[] metrics) =>
        Metrics.Create(new() { Metrics = metrics }, objective).Select(metric => metric.Name);

    [Theory]
    [InlineData("l2", "l2")]
    [InlineData("MSE", "l2")]
    [InlineData("regression", "l2")]
    [InlineData("root_mean_squared_error", "rmse")]
    [InlineData("mae", "l1")]
    [InlineData("poisson", "poisson")]
    [InlineData("auc", "auc")]
    [InlineData("binary", "binary_logloss")]
    [InlineData("binary_error", "binary_error")]
    [InlineData("softmax", "multi_logloss")]
    [InlineData("multi_error", "multi_error")]
    [InlineData("ovr", "multi_logloss")]
    [InlineData("mean_absolute_percentage_error", "mape")]
    [InlineData("xentropy", "cross_entropy")]
    [InlineData("xentlambda", "cross_entropy_lambda")]
    [InlineData("kldiv", "kullback_leibler")]
    [InlineData("auc_mu", "auc_mu")]
    public void NamesAndAliasesGiveTheMetric(string name, string expected) => Assert.Equal(expected, Metrics.Create(name, new()).Name);

    [Fact]
    public void UnknownNameIsRefusedWithTheNearest()
    {
        var error = Assert.Throws<BadOptionException>(() => Metrics.Create("binary_loglos", new()));
        Assert.Equal(
            "metric is binary_loglos; allowed: l2, rmse, l1, r2, huber, fair, quantile, mape, poisson, gamma, gamma_deviance, tweedie, "
            + "auc, average_precision, binary_logloss, binary_error, cross_entropy, cross_entropy_lambda, kullback_leibler, "
            + "multi_logloss, multi_error, auc_mu, none. Did you mean binary_logloss?",
            error.Message);
    }

    [Fact]
    public void WithoutNamesTheObjectivesOwnIsReported()
    {
        Assert.Equal(["binary_logloss"], Names(Binary));
        Assert.Equal(["multi_logloss"], Names(FourClasses));
    }

    [Fact]
    public void EachIsReportedOnceInTheOrderOfTheNames() =>
        Assert.Equal(["auc", "l2", "binary_error"], Names(Binary, "auc", "mse", "l2", "binary_error", "auc"));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("na")]
    public void NoneIsNoMetric(string none) => Assert.Empty(Names(Binary, none));

    [Fact]
    public void CustomMetricsComeLast()
    {
        var own = new L1Metric();
        var metrics = Metrics.Create(new() { Metrics = ["auc"], CustomMetrics = [own] }, Binary);
        Assert.Equal(2, metrics.Count);
        Assert.Same(own, metrics[1]);
    }

    [Fact]
    public void MetricMustGoWithTheNumberOfOutputs()
    {
        var error = Assert.Throws<BadOptionException>(() => Names(Binary, "multi_error"));
        Assert.Equal("metric is multi_error, which is for many classes; the objective has 1 output. Use another metric.", error.Message);
        error = Assert.Throws<BadOptionException>(() => Names(FourClasses, "auc"));
        Assert.Equal("metric is auc, which is for one output; the objective has 4 outputs. Use multi_logloss, multi_error or auc_mu.", error.Message);
    }
}
