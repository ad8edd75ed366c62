using System.Text.Json;

namespace LowBit.Tests;

public sealed class TrainVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _train, _valid;

    public TrainVerbTests()
    {
        _train = _folder.Write("train.csv", CommandFolder.Table(600));
        _valid = _folder.Write("valid.csv", CommandFolder.Table(200, seed: 1));
    }

    public void Dispose() => _folder.Dispose();

    CommandRun Train(params string[] more) => CommandRun.Of(["train", "--data", _train, "--objective", "binary", "--num-iterations", "20", .. more]);

    [Fact]
    public void JsonHoldsRoundsTimesMemoryAndMetrics()
    {
        var run = Train("--valid", _valid, "--metric", "auc,binary_logloss", "--is-provide-training-metric", "--json");
        Assert.Equal(0, run.Code);
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(20, json.GetProperty("rounds").GetInt32());
        Assert.Equal(20, json.GetProperty("rounds_run").GetInt32());
        Assert.True(json.GetProperty("train_seconds").GetDouble() > 0);
        Assert.True(json.GetProperty("load_seconds").GetDouble() > 0);
        Assert.True(json.GetProperty("peak_rss_bytes").GetInt64() > 1 << 20);
        Assert.True(json.GetProperty("histogram_bytes").GetInt64() > 0);
        Assert.Equal(["training", "valid_1"], json.GetProperty("metrics").EnumerateObject().Select(set => set.Name));
        var auc = json.GetProperty("metrics").GetProperty("valid_1").GetProperty("auc");
        Assert.InRange(auc.GetProperty("last").GetDouble(), 0.9, auc.GetProperty("best").GetDouble());
        Assert.InRange(auc.GetProperty("best_round").GetInt32(), 1, 20);
    }

    [Fact]
    public void EarlyStoppingKeepsTheRoundsUpToTheBest()
    {
        var run = Train("--valid", _valid, "--num-leaves", "63", "--min-data-in-leaf", "1", "--learning-rate", "0.9",
            "--early-stopping-round", "2", "--json");
        var json = JsonDocument.Parse(run.Out).RootElement;
        int best = json.GetProperty("metrics").GetProperty("valid_1").GetProperty("binary_logloss").GetProperty("best_round").GetInt32();
        Assert.Equal(best, json.GetProperty("rounds").GetInt32());
        Assert.Equal(best + 2, json.GetProperty("rounds_run").GetInt32());
    }

    [Fact]
    public void ProgressGoesToStandardErrorAndTheResultToStandardOutput()
    {
        var run = Train("--valid", _valid, "--metric-freq", "10", "--model", _folder["m.txt"]);
        Assert.Matches(@"^\[10\] valid_1 binary_logloss 0\.\d+\n\[20\] valid_1 binary_logloss 0\.\d+\n$", run.Error);
        Assert.Matches(@"^rounds 20 of 20, trained in [\d.]+ s, loaded in [\d.]+ s\n", run.Out);
        Assert.EndsWith($"model {_folder["m.txt"]}\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelIsTheSameOnAnyNumberOfThreadsAndFromACompressedFile()
    {
        Assert.Equal(0, Train("--threads", "1", "--model", _folder["1.txt"]).Code);
        Assert.Equal(0, Train("--threads", "3", "--model", _folder["3.txt"]).Code);
        string packed = _folder.WriteGZip("train.csv.gz", CommandFolder.Table(600));
        Assert.Equal(0, CommandRun.Of("train", "--data", packed, "--objective", "binary", "--num-iterations", "20", "--model", _folder["gz.txt"]).Code);
        string model = File.ReadAllText(_folder["1.txt"]);
        Assert.Equal(model, File.ReadAllText(_folder["3.txt"]));
        Assert.Equal(model, File.ReadAllText(_folder["gz.txt"]));
    }

    [Fact]
    public void ParameterFileAndOptionsGiveTheSameModel()
    {
        string file = _folder.Write("train.conf",
            "task = train", "objective = binary", "data = " + _train, "num_trees = 20", "max_leaves = 7", "eta = 0.9",
            "verbosity = -1", "output_model = " + _folder["file.txt"]);
        var run = CommandRun.Of("train", "--config", file, "--shrinkage-rate", "0.2");
        Assert.Equal(0, run.Code);
        Assert.Equal("note: no effect on the model: verbosity\n", run.Error);
        Assert.Equal(0, Train("--num_leaves", "7", "--learning_rate=0.2", "--model", _folder["options.txt"]).Code);
        Assert.Equal(File.ReadAllText(_folder["options.txt"]), File.ReadAllText(_folder["file.txt"]));
    }

    [Fact]
    public void ValidationOnTheTrainingFileIsTheTrainingMetric()
    {
        var json = JsonDocument.Parse(Train("--valid", _train, "--json").Out).RootElement;
        Assert.Equal(["training"], json.GetProperty("metrics").EnumerateObject().Select(set => set.Name));
    }

    [Fact]
    public void SeveralValidationSetsAreRepeatedOrSeparatedByCommas()
    {
        string other = _folder.Write("other.csv", CommandFolder.Table(100, seed: 2));
        var repeated = JsonDocument.Parse(Train("--valid", _valid, "--valid", other, "--json").Out).RootElement.GetProperty("metrics");
        var listed = JsonDocument.Parse(Train("--valid-data", $"{_valid},{other}", "--json").Out).RootElement.GetProperty("metrics");
        Assert.Equal(["valid_1", "valid_2"], repeated.EnumerateObject().Select(set => set.Name));
        Assert.Equal($"{repeated}", $"{listed}");
    }

    [Fact]
    public void CancelledRunWritesNothing()
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        int code = LowBit.Cli.Program.Run(
            ["train", "--data", _train, "--model", _folder["m.txt"]], stdout, stderr, new CancellationToken(canceled: true));
        Assert.Equal((130, "", "lowbit: cancelled; no file was written\n"), (code, $"{stdout}", $"{stderr}"));
        Assert.Equal(["train.csv", "valid.csv"], _folder.Files);
    }
}
