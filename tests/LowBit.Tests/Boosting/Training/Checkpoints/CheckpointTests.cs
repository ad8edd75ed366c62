using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A run that was interrupted and resumed is the run that was not: the same bytes, the same metrics.</summary>
public sealed class CheckpointTests : IDisposable
{
    const int Rounds = 7;

    static readonly SmallTable Table = new(700), Validation = new(300, seed: 2);

    static readonly BoosterOptions Small = new() { NumIterations = Rounds, NumLeaves = 9, MinDataInLeaf = 8, Seed = 7, IsProvideTrainingMetric = true };

    readonly CommandFolder _folder = new();

    public static TheoryData<string> Objectives => [.. KeystoneTests.ObjectiveNames];

    string File => _folder["run.checkpoint"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Objectives))]
    public void ResumedRunIsTheUninterruptedRun(string objective)
    {
        foreach (var (name, set, data, weighted) in KeystoneTests.GroupsFor(objective))
        {
            var options = set(Small with { Objective = objective, NumClass = LowBit.Boosting.Objectives.IsMulticlass(objective) ? 3 : 0 });
            var whole = Run(options, data, weighted, new(), 1);
            var first = Run(options, data, weighted, new() { Path = File, Every = 2 }, 2, stopAfter: 3);
            Assert.Null(first.Model);
            var second = Run(options, data, weighted, new() { Path = File, Resume = File, Every = 2 }, 3, stopAfter: 5);
            Assert.Null(second.Model);
            var last = Run(options, data, weighted, new() { Resume = File }, 1);
            Assert.True(whole.Model == last.Model, name);
            Assert.Equal(Shown(whole.Progress), Shown(last.Progress));
        }
    }

    [Fact]
    public void EarlyStoppingIsDecidedAsIfNothingHadHappened()
    {
        var options = Small with { Objective = "binary", NumIterations = 60, LearningRate = 0.9, NumLeaves = 63, MinDataInLeaf = 1, EarlyStoppingRound = 3 };
        var whole = Run(options, new(), false, new(), 1);
        int stop = whole.Progress[^1].Round;
        Assert.InRange(stop, 4, 59);
        foreach (int round in new[] { 1, stop - 2, stop - 1, stop })
        {
            Run(options, new(), false, new() { Path = File, Every = 1 }, 1, stopAfter: round);
            var resumed = Run(options, new(), false, new() { Resume = File }, 2);
            Assert.Equal(whole.Model, resumed.Model);
            Assert.Equal(Shown(whole.Progress), Shown(resumed.Progress));
        }
    }

    [Fact]
    public void ContinuedTrainingIsResumedToo()
    {
        var input = Booster.Train(Table.ToDataset("poisson", new()), Small with { Objective = "poisson" }, cancellation: TestContext.Current.CancellationToken);
        var options = Small with { Objective = "poisson", BaggingFraction = 0.5, BaggingFreq = 3 };
        var data = new DatasetOptions { InputModel = input };
        var whole = Run(options, data, true, new(), 1);
        Run(options, data, true, new() { Path = File }, 1, stopAfter: 2);
        Assert.Equal(whole.Model, Run(options, data, true, new() { Resume = File }, 2).Model);
        Assert.Equal(
            $"the checkpoint {File} is of another run; input model: not the same. Only threads, num_iterations and outputs may differ: give data and options as they were, or train from the start.",
            Refusal(options, new(), true));
    }

    [Fact]
    public void InitialScoresAreResumedToo()
    {
        var options = Small with { Objective = "binary" };
        var data = new DatasetOptions { InitScores = [.. Table.Signal.Select(signal => signal / 3)] };
        var whole = Run(options, data, false, new(), 1);
        Run(options, data, false, new() { Path = File }, 1, stopAfter: 3);
        var resumed = Run(options, data, false, new() { Resume = File }, 2);
        Assert.Equal(whole.Model, resumed.Model);
        Assert.Equal(Shown(whole.Progress), Shown(resumed.Progress));
        Assert.Contains("; training data, initial scores: not the same.", Refusal(options, new(), false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void NumberOfRoundsMayDiffer(int rounds)
    {
        var options = Small with { Objective = "binary", MetricFreq = 5 };
        Run(options, new(), false, new() { Path = File }, 1);
        var whole = Run(options with { NumIterations = rounds }, new(), false, new(), 1);
        var resumed = Run(options with { NumIterations = rounds }, new(), false, new() { Resume = File }, 1);
        Assert.Equal(whole.Model, resumed.Model);
        Assert.Equal(Shown(whole.Progress), Shown(resumed.Progress));
    }

    [Fact]
    public void RunOnSavedBinsTakesUpARunOnTheTable()
    {
        var options = Small with { Objective = "binary" };
        string whole = Run(options, new(), true, new(), 1).Model!;
        Run(options, new(), true, new() { Path = File }, 1, stopAfter: 4);
        var training = Table.ToDataset("binary", new(), weighted: true);
        training.Save(_folder["t.bin"]);
        Validation.ToDataset("binary", new() { Reference = training }).Save(_folder["v.bin"]);
        var loaded = Dataset.Load(_folder["t.bin"]);
        Assert.Equal(whole, Booster.Train(
            loaded, options, [Dataset.Load(_folder["v.bin"], new() { Reference = loaded })], null, new CheckpointOptions { Resume = File },
            TestContext.Current.CancellationToken).ToText());
    }

    [Fact]
    public void RanksMayDiffer()
    {
        var options = Small with { Objective = "binary" };
        string whole = Run(options, new(), false, new(), 1).Model!;
        Run(options, new(), false, new() { Path = File }, 1, stopAfter: 4);
        Assert.All(
            VirtualRanks.Run(2, ranks =>
            {
                var training = Table.ToDataset("binary", new(), ranks);
                return Booster.Train(
                    training, options, [Validation.ToDataset("binary", new() { Reference = training }, ranks)], null, EnginePath.Best,
                    new CheckpointOptions { Resume = File }, CancellationToken.None).ToText();
            }),
            model => Assert.Equal(whole, model));
    }

    [Fact]
    public void WhatDiffersIsNamed()
    {
        var options = Small with { Objective = "binary" };
        Run(options, new(), true, new() { Path = File }, 1, stopAfter: 2);
        Assert.Contains("; learning_rate: '0.1' then, '0.2' now.", Refusal(options with { LearningRate = 0.2 }, new(), true), StringComparison.Ordinal);
        Assert.Contains("; seed: '7' then, '8' now.", Refusal(options with { Seed = 8 }, new(), true), StringComparison.Ordinal);
        Assert.Contains("; metric: '' then, 'auc' now.", Refusal(options with { Metrics = ["auc"] }, new(), true), StringComparison.Ordinal);
        Assert.Contains("; early_stopping_round: '0' then, '3' now.", Refusal(options with { EarlyStoppingRound = 3 }, new(), true), StringComparison.Ordinal);
        Assert.Contains("; max_bin: '255' then, '9' now.", Refusal(options, new() { MaxBin = 9 }, true), StringComparison.Ordinal);
        Assert.Contains("; training data, weights: not the same.", Refusal(options, new(), false), StringComparison.Ordinal);
        Assert.Contains("; training data, labels: not the same.", Refusal(options, new(), true, change: labels => labels[5] = 1 - labels[5]), StringComparison.Ordinal);
        Assert.Contains("; training data, binned values: not the same.", Refusal(options, new(), true, values: values => values[5] = (values[5] + 1) % 3), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsWrittenWithoutAPath()
    {
        Run(Small, new(), false, new(), 1, stopAfter: 2);
        Assert.Empty(_folder.Files);
    }

    string Refusal(
        BoosterOptions options, DatasetOptions data, bool weighted, Action<double[]>? change = null, Action<double[]>? values = null)
    {
        double[] labels = Table.LabelsFor(options.Objective), table = [.. Table.Values];
        change?.Invoke(labels);
        values?.Invoke(table);
        var training = Dataset.FromArrays(
            table, Table.RowCount, SmallTable.ColumnCount, labels,
            data with { Categorical = SmallTable.Categorical, Weights = weighted ? Table.Weights : null });
        var validation = Validation.ToDataset(options.Objective, data with { InputModel = null, Reference = training });
        return Assert.Throws<BadOptionException>(
            () => Booster.Train(training, options, [validation], null, new CheckpointOptions { Resume = File }, CancellationToken.None)).Message;
    }

    /// <summary>Trains; cancelled after a round where one is given.</summary>
    static (string? Model, List<TrainingProgress> Progress) Run(
        BoosterOptions options, DatasetOptions data, bool weighted, CheckpointOptions checkpoints, int threads, int? stopAfter = null)
    {
        var training = Table.ToDataset(
            options.Objective, data with { GroupSizes = KeystoneTests.GroupsFor(options, Table.RowCount) }, weighted: weighted);
        var validation = Validation.ToDataset(options.Objective, data with { InputModel = null, InitScores = null, Reference = training });
        using var cancellation = new CancellationTokenSource();
        var progress = new List<TrainingProgress>();
        try
        {
            var model = Booster.Train(
                training, options with { NumThreads = threads }, [validation], new Stopping(progress, stopAfter, cancellation),
                checkpoints, cancellation.Token);
            return (model.ToText(), progress);
        }
        catch (OperationCanceledException)
        {
            return (null, progress);
        }
    }

    static IEnumerable<string> Shown(List<TrainingProgress> progress) => progress.Select(round =>
        $"{round.Round} {round.SaturatedRows} {round.BestRound} {string.Join(' ', round.Metrics)}");

    sealed class Stopping(List<TrainingProgress> rounds, int? stopAfter, CancellationTokenSource cancellation) : ITrainingObserver
    {
        public void TrainingStarted(TrainingStart start) => rounds.AddRange(start.PastRounds);

        public void RoundEnded(TrainingProgress progress)
        {
            rounds.Add(progress);
            if (progress.Round == stopAfter)
            {
                cancellation.Cancel();
            }
        }
    }
}
