using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Signals and kills: a run that was ended in any way is taken up again and gives the same bytes.</summary>
public sealed class InterruptionTests : IDisposable
{
    const int Rounds = 150;

    readonly CommandFolder _folder = new();
    readonly string _train, _valid;

    public InterruptionTests()
    {
        _train = _folder.Write("train.csv", CommandFolder.Table(3_000));
        _valid = _folder.Write("valid.csv", CommandFolder.Table(500, seed: 1));
    }

    public void Dispose() => _folder.Dispose();

    string[] Long(string model, params string[] more) =>
    [
        "train", "--data", _train, "--valid", _valid, "--objective", "binary", "--num-iterations", "100000", "--learning-rate", "0.001",
        "--metric-freq", "100000", "--threads", "1", "--model", _folder[model], .. more,
    ];

    string[] Short(string model, params string[] more) =>
    [
        "train", "--data", _train, "--valid", _valid, "--objective", "binary", "--num-iterations", $"{Rounds}", "--learning-rate", "0.01",
        "--bagging-fraction", "0.7", "--bagging-freq", "3", "--metric-freq", "50", "--model", _folder[model], .. more,
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SignalSavesTheRunAndEndsItWith130(bool isTerminate)
    {
        Assert.SkipUnless(ChildCommand.IsSupported, "signals to processes are those of Unix");
        using var child = new ChildCommand(Long("m.txt", "--checkpoint", _folder["c"], "--checkpoint-every", "5"));
        child.AwaitFile(_folder["c"]);
        var run = (isTerminate ? child.SendTerminate() : child.SendInterrupt()).Wait();
        Assert.Equal((130, ""), (run.Code, run.Out));
        Assert.Matches($"^lowbit: cancelled after round [0-9]+; go on with --resume {_folder["c"]}\n$", run.Error);
        int rounds = int.Parse(run.Error.Split("round ")[1].Split(';')[0]);
        Assert.Equal(rounds, CheckpointFile.Load(_folder["c"]).Rounds.Length);
        Assert.Equal(["c", "train.csv", "valid.csv"], _folder.Files);
    }

    [Fact]
    public void SecondSignalEndsTheProcessAtOnce()
    {
        Assert.SkipUnless(ChildCommand.IsSupported, "signals to processes are those of Unix");
        using var child = new ChildCommand(Long("m.txt", "--checkpoint", _folder["c"], "--checkpoint-every", "5"));
        child.AwaitFile(_folder["c"]);
        var run = child.SendInterrupt().SendInterrupt().Wait();
        Assert.Equal(130, run.Code);
        Assert.False(File.Exists(_folder["m.txt"]));
        CheckpointFile.Load(_folder["c"]);
    }

    [Fact]
    public void CancelledLoadingWritesNothing()
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        string packed = _folder.WriteGZip("train.csv.gz", CommandFolder.Table(300));
        string sparse = _folder.Write("train.svm", "1 1:7", "0 2:3", "0 2:a fault that is never reached");
        foreach (string data in new[] { _train, packed, sparse })
        {
            int code = LowBit.Cli.Program.Run(
                ["train", "--data", data, "--model", _folder["m.txt"], "--checkpoint", _folder["c"]], stdout, stderr, cancellation.Token);
            Assert.Equal(130, code);
        }
        Assert.Equal(string.Concat(Enumerable.Repeat("lowbit: cancelled; no file was written\n", 3)), $"{stderr}");
        Assert.Equal(["train.csv", "train.csv.gz", "train.svm", "valid.csv"], _folder.Files);
    }

    /// <summary>bench kills --runs 100 does the same a hundred times.</summary>
    [Fact]
    public void KilledRunsLoseNothing()
    {
        Assert.Equal(0, CommandRun.Of(Short("whole.txt")).Code);
        var random = new Random(20251125);
        for (int run = 0, kills = 0; run < 2; run++)
        {
            string checkpoint = _folder[$"c{run}"];
            kills += Kill(Short("m.txt", "--checkpoint", checkpoint, "--checkpoint-every", "3"), checkpoint, random.Next(100));
            kills += Kill(Short("m.txt", "--checkpoint", checkpoint, "--resume", checkpoint, "--threads", "2"), checkpoint, random.Next(600));
            Assert.Equal(0, CommandRun.Of(Short("m.txt", "--resume", checkpoint, "--threads", "1")).Code);
            Assert.Equal(File.ReadAllText(_folder["whole.txt"]), File.ReadAllText(_folder["m.txt"]));
            Assert.True(run < 1 || kills > 0, "every run was done before it was killed");
        }
    }

    static int Kill(string[] args, string checkpoint, int milliseconds)
    {
        using var child = new ChildCommand(args);
        child.AwaitFile(checkpoint);
        SpinWait.SpinUntil(() => child.HasExited, milliseconds);
        bool isRunning = !child.HasExited;
        child.Kill();
        child.Wait();
        return isRunning ? 1 : 0;
    }

    [Fact]
    public void ResumedCommandReportsWhatTheUninterruptedOneReports()
    {
        string[] options = ["--early-stopping-round", "10", "--is-provide-training-metric"];
        var whole = CommandRun.Of(Short("whole.txt", options));
        string[] first = Short("m.txt", [.. options, "--checkpoint", _folder["c"]]);
        first[Array.IndexOf(first, $"{Rounds}")] = "7";
        Assert.Equal(0, CommandRun.Of(first).Code);
        var resumed = CommandRun.Of(Short("m.txt", [.. options, "--resume", _folder["c"], "--threads", "3"]));
        Assert.Equal(0, resumed.Code);
        Assert.Equal(File.ReadAllText(_folder["whole.txt"]), File.ReadAllText(_folder["m.txt"]));
        Assert.Equal(Table(whole), Table(resumed));

        static string[] Table(CommandRun run) => [.. run.Out.Split('\n').Where(line => line.StartsWith("valid", StringComparison.Ordinal) || line.StartsWith("training", StringComparison.Ordinal))];
    }

    [Fact]
    public void OtherSettingsAreRefusedByName()
    {
        Assert.Equal(0, CommandRun.Of(Short("m.txt", "--checkpoint", _folder["c"])).Code);
        Assert.Equal(
            $"the checkpoint {_folder["c"]} is of another run; num_leaves: '31' then, '7' now. Only threads, num_iterations and outputs may differ: give data and options as they were, or train from the start.",
            CommandRun.Refusal(Short("m.txt", "--resume", _folder["c"], "--num-leaves", "7")));
        Assert.StartsWith($"{_train} is no checkpoint", CommandRun.Refusal(Short("m.txt", "--resume", _train)), StringComparison.Ordinal);
    }

    [Fact]
    public void FullDiskLeavesTheOldFileAndOneLine()
    {
        using var disk = SmallDisk.TryMount();
        Assert.SkipWhen(disk is null, "a small disk can be mounted by root alone");
        string model = Path.Combine(disk.Folder, "m.txt"), checkpoint = Path.Combine(disk.Folder, "c"), output = Path.Combine(disk.Folder, "p.txt");
        foreach (string path in new[] { model, checkpoint, output })
        {
            File.WriteAllText(path, "old");
        }
        Assert.Equal(0, CommandRun.Of(Short("m.txt")).Code);
        disk.Fill();
        Assert.Contains("cannot be written", CommandRun.Refusal([.. Short("m.txt")[..^2], "--model", model, "--metric", "none"]), StringComparison.Ordinal);
        Assert.Matches("^the checkpoint .* cannot be written .*an older one is kept as it is", CommandRun.Refusal(
            Short("m.txt", "--metric", "none", "--checkpoint", checkpoint)));
        Assert.Contains("cannot be written", CommandRun.Refusal("predict", "--model", _folder["m.txt"], "--data", _train, "--output", output), StringComparison.Ordinal);
        foreach (string path in new[] { model, checkpoint, output })
        {
            Assert.Equal("old", File.ReadAllText(path));
        }
        Assert.Equal(["c", "filler", "m.txt", "p.txt"], Directory.GetFiles(disk.Folder).Select(Path.GetFileName).Order());
    }
}
