using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class RefitVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _old, _new;

    public RefitVerbTests()
    {
        _old = _folder.Write("old.csv", CommandFolder.Table(400));
        _new = _folder.Write("new.csv", CommandFolder.Table(400, seed: 5).Select((line, i) => i == 0 ? line : $"{1 - (line[0] - '0')}{line[1..]}"));
        Assert.Equal(0, CommandRun.Of(
            "train", "--data", _old, "--objective", "binary", "--sigmoid", "2", "--lambda-l2", "3", "--num-iterations", "5", "--model",
            _folder["m.txt"]).Code);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LossAndRegularizationAreThoseOfTheModelUnlessOthersAreGiven()
    {
        var run = CommandRun.Of("refit", "--model", _folder["m.txt"], "--data", _new, "--output", _folder["r.txt"]);
        Assert.Equal((0, "", $"model {_folder["r.txt"]}, refitted on 400 rows\n"), (run.Code, run.Error, run.Out));
        var model = BoostedTrees.Load(_folder["m.txt"]);
        var data = Dataset.FromCsv(_new, new() { InputModel = model, KeepLeaves = true });
        var options = new BoosterOptions { Objective = "binary", Sigmoid = 2, LambdaL2 = 3 };
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(model.Refit(data, options, cancellation: token).ToText(), File.ReadAllText(_folder["r.txt"]));
        Assert.Equal(0, CommandRun.Of(
            "refit", "--input-model", _folder["m.txt"], "--data", _new, "--output", _folder["r.txt"], "--refit-decay-rate", "0.25",
            "--lambda-l2", "1", "--threads", "2").Code);
        Assert.Equal(
            model.Refit(data, options with { LambdaL2 = 1 }, 0.25, token).ToText(), File.ReadAllText(_folder["r.txt"]));
    }

    [Fact]
    public void RefittedModelFitsTheNewRowsBetter()
    {
        Assert.Equal(0, CommandRun.Of(
            "refit", "--model", _folder["m.txt"], "--data", _new, "--output", _folder["r.txt"], "--refit-decay-rate", "0.1").Code);
        Assert.True(Loss("r.txt") < 0.8 * Loss("m.txt"));
    }

    double Loss(string model) => double.Parse(
        CommandRun.Of("evaluate", "--model", _folder[model], "--data", _new, "--metric", "binary_logloss").Out.TrimEnd().Split(' ')[^1]);
}
