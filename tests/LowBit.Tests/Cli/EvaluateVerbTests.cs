using System.Text.Json;

namespace LowBit.Tests;

public sealed class EvaluateVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _train, _valid, _model;

    public EvaluateVerbTests()
    {
        _train = _folder.Write("train.csv", CommandFolder.Table(600));
        _valid = _folder.Write("valid.csv", CommandFolder.Table(200, seed: 1));
        _model = _folder["m.txt"];
    }

    public void Dispose() => _folder.Dispose();

    JsonElement Json(params string[] args)
    {
        var run = CommandRun.Of([.. args, "--json"]);
        Assert.Equal(0, run.Code);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    [Theory]
    [InlineData("binary", "auc,binary_logloss,binary_error")]
    [InlineData("regression", "l2,l1,rmse")]
    [InlineData("poisson", "poisson")]
    [InlineData("huber", "huber,fair,quantile,mape,r2")]
    [InlineData("tweedie", "tweedie")]
    [InlineData("cross_entropy", "cross_entropy,kullback_leibler,average_precision")]
    [InlineData("cross_entropy_lambda", "cross_entropy_lambda")]
    [InlineData("multiclassova", "multi_logloss,multi_error,auc_mu")]
    public void MetricsEqualThoseOfTraining(string objective, string metrics)
    {
        var trained = Json("train", "--data", _train, "--valid", _valid, "--objective", objective, "--metric", metrics,
            "--num-iterations", "5", "--model", _model).GetProperty("metrics").GetProperty("valid_1");
        var evaluated = Json("evaluate", "--model", _model, "--data", _valid, "--metric", metrics);
        Assert.Equal(200, evaluated.GetProperty("rows").GetInt32());
        Assert.All(metrics.Split(','), metric => Assert.Equal(
            trained.GetProperty(metric).GetProperty("last").GetDouble(),
            evaluated.GetProperty("metrics").GetProperty(metric).GetDouble()));
    }

    [Fact]
    public void MetricsTakeTheSettingsOfTheModelUnlessOthersAreGiven()
    {
        var trained = Json("train", "--data", _train, "--valid", _valid, "--objective", "quantile", "--alpha", "0.2", "--num-iterations", "5",
            "--model", _model).GetProperty("metrics").GetProperty("valid_1").GetProperty("quantile").GetProperty("last").GetDouble();
        double Evaluated(params string[] more) =>
            Json(["evaluate", "--model", _model, "--data", _valid, .. more]).GetProperty("metrics").GetProperty("quantile").GetDouble();
        Assert.Equal(trained, Evaluated());
        Assert.NotEqual(trained, Evaluated("--alpha", "0.6"));
        Assert.StartsWith("alpha is 1.5 with quantile;",
            CommandRun.Refusal("evaluate", "--model", _model, "--data", _valid, "--alpha", "1.5"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gamma", "numbers above 0")]
    [InlineData("cross_entropy", "numbers from 0 to 1")]
    public void LabelsOutsideTheObjectivesDomainAreRefused(string objective, string allowed)
    {
        string train = _folder.Write("half.csv", CommandFolder.Table(200).Select((line, row) => row == 0 ? line : "0.5" + line[1..]));
        CommandRun.Of("train", "--data", train, "--objective", objective, "--num-iterations", "2", "--model", _model);
        string bad = _folder.Write("bad.csv", "y,x,z,color", "-1,1,2,red");
        Assert.EndsWith(
            $"line 2, column 'y' is no label of the model, which takes {allowed}. Correct the row, or name another column with --label.",
            CommandRun.Refusal("evaluate", "--model", _model, "--data", bad), StringComparison.Ordinal);
    }

    [Fact]
    public void MetricsOfAForestEqualThoseOfTraining()
    {
        var trained = Json("train", "--data", _train, "--valid", _valid, "--objective", "binary", "--boosting", "rf",
            "--bagging-fraction", "0.5", "--bagging-freq", "1", "--extra-trees", "--num-iterations", "7", "--model", _model);
        var evaluated = Json("evaluate", "--model", _model, "--data", _valid);
        Assert.Equal(
            trained.GetProperty("metrics").GetProperty("valid_1").GetProperty("binary_logloss").GetProperty("last").GetDouble(),
            evaluated.GetProperty("metrics").GetProperty("binary_logloss").GetDouble());
    }

    [Fact]
    public void WeightsOfTrainingWeighHereToo()
    {
        string weighted = _folder.Write("weighted.csv", CommandFolder.Table(200).Select(
            (line, row) => line + (row == 0 ? ",w" : row % 2 == 0 ? ",1" : ",3")));
        var trained = Json("train", "--data", weighted, "--weight", "w", "--num-iterations", "5", "--model", _model,
            "--is-provide-training-metric");
        var evaluated = Json("evaluate", "--model", _model, "--data", weighted);
        Assert.Equal(trained.GetProperty("metrics").GetProperty("training").GetProperty("l2").GetProperty("last").GetDouble(),
            evaluated.GetProperty("metrics").GetProperty("l2").GetDouble());
    }

    [Fact]
    public void TextLabelsAreTheClassesOfTraining()
    {
        string named = _folder.Write("named.csv", CommandFolder.Table(300).Select(
            (line, row) => row == 0 ? line : (line[0] == '1' ? "yes" : "no") + line[1..]));
        var trained = Json("train", "--data", named, "--objective", "binary", "--num-iterations", "5", "--model", _model,
            "--is-provide-training-metric");
        Assert.Equal(trained.GetProperty("metrics").GetProperty("training").GetProperty("binary_logloss").GetProperty("last").GetDouble(),
            Json("evaluate", "--model", _model, "--data", named).GetProperty("metrics").GetProperty("binary_logloss").GetDouble());
        string other = _folder.Write("other.csv", "y,x,z,color", "yes,1,2,red", "maybe,1,2,red");
        Assert.EndsWith(
            "line 3, column 'y' is no label of the model, which takes no, yes. Correct the row, or name another column with --label.",
            CommandRun.Refusal("evaluate", "--model", _model, "--data", other), StringComparison.Ordinal);
    }

    [Fact]
    public void TextHoldsTheMetricAndItsExactValue()
    {
        CommandRun.Of("train", "--data", _train, "--num-iterations", "5", "--model", _model);
        Assert.Matches(@"^metric +value\nl2 +0\.\d+\n$", CommandRun.Of("evaluate", "--model", _model, "--data", _valid).Out);
    }

    [Fact]
    public void MetricForManyClassesIsRefusedForOneOutput()
    {
        CommandRun.Of("train", "--data", _train, "--num-iterations", "2", "--model", _model);
        Assert.StartsWith("metric is multi_error, which is for many classes",
            CommandRun.Refusal("evaluate", "--model", _model, "--data", _valid, "--metric", "multi_error"), StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithoutLabelIsRefused()
    {
        CommandRun.Of("train", "--data", _train, "--num-iterations", "2", "--model", _model);
        string unlabelled = _folder.Write("unlabelled.csv", CommandFolder.Table(20).Select(line => line[2..]));
        Assert.Contains("label column 'y' is not in", CommandRun.Refusal("evaluate", "--model", _model, "--data", unlabelled), StringComparison.Ordinal);
    }
}
