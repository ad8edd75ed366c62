using System.Diagnostics;
using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public sealed class TrainingProfileTests : IDisposable
{
    const int Rows = 900, Rounds = 6;

    static readonly SmallTable Table = new(Rows);

    static readonly BoosterOptions Options = new() { NumIterations = Rounds, NumLeaves = 7, NumThreads = 1 };

    static readonly TrainingPhase[] Phases = Enum.GetValues<TrainingPhase>();

    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static (TrainingProfile Profile, BoostedTrees Model) Train(BoosterOptions options, CheckpointOptions? checkpoints = null)
    {
        var watcher = new Watcher(new());
        var model = Booster.Train(
            Table.ToDataset(options.Objective, new()), options, [], watcher, checkpoints ?? new(),
            TestContext.Current.CancellationToken);
        return (watcher.Profile, model);
    }

    [Theory]
    [InlineData("binary", 4, 1), InlineData("multiclass", 4, 3), InlineData("regression_l1", 2, 2), InlineData("poisson", 32, 3)]
    public void TheModelIsTheSameWithAndWithout(string objective, int bits, int threads)
    {
        var options = Options with
        {
            Objective = objective,
            NumClass = objective == "multiclass" ? 3 : 0,
            GradientBits = bits,
            NumThreads = threads,
            BaggingFraction = 0.7,
            BaggingFreq = 1,
        };
        var without = Booster.Train(Table.ToDataset(objective, new()), options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(without.ToText(), Train(options).Model.ToText());
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void TimesOfThePhasesAddUpToTheTotal(int threads)
    {
        long start = Stopwatch.GetTimestamp();
        var profile = Train(Options with { NumThreads = threads }).Profile;
        var whole = Stopwatch.GetElapsedTime(start);
        Assert.Equal(Phases.Sum(phase => profile.Time(phase).Ticks), profile.Total.Ticks);
        Assert.InRange(profile.Total.Ticks, 1, whole.Ticks);
        Assert.All(Phases[..^1], phase => Assert.True(profile.Time(phase) > TimeSpan.Zero, $"{phase}"));
        // each of the parts is cut to whole ticks
        long waited = Phases.Sum(phase => profile.Waited(phase).Ticks);
        Assert.InRange(waited, profile.Time(TrainingPhase.Waiting).Ticks - Phases.Length, profile.Time(TrainingPhase.Waiting).Ticks);
    }

    [Fact]
    public void OneThreadWaitsForNobody()
    {
        var profile = Train(Options).Profile;
        Assert.Equal(TimeSpan.Zero, profile.Time(TrainingPhase.Waiting));
        Assert.All(Phases, phase => Assert.Equal(TimeSpan.Zero, profile.Waited(phase)));
    }

    /// <summary>Trees of two leaves: one histogram, one search and one partition a tree, each of all rows.</summary>
    [Fact]
    public void TreesOfTwoLeavesGoThroughAllRowsOnceAPhase()
    {
        var data = Table.ToDataset("regression", new());
        var (profile, model) = Train(Options with { NumLeaves = 2 });
        Assert.All(model.Trees, tree => Assert.Equal(2, tree.LeafCount));
        foreach (var phase in new[]
        {
            TrainingPhase.Gradients, TrainingPhase.Quantize, TrainingPhase.Partition, TrainingPhase.Refit, TrainingPhase.Scores,
        })
        {
            Assert.Equal((phase, Rows * Rounds), (phase, profile.Items(phase)));
        }
        Assert.Equal((long)Rows * data.Bins.ByteColumnCount * Rounds, profile.Items(TrainingPhase.Histogram));
        Assert.Equal((long)data.Features.Sum(feature => feature.Bins.BinCount) * Rounds, profile.Items(TrainingPhase.Search));
        Assert.Equal((0, 0), (profile.Items(TrainingPhase.Other), profile.Items(TrainingPhase.Waiting)));
    }

    /// <summary>Column 0 has 11 values, column 1 has 450; 20 more are nearly empty, not in rows of their own: only the first is stored as bytes.</summary>
    [Fact]
    public void OnlyValuesStoredAsBytesCountForHistograms()
    {
        double[] values = [.. Enumerable.Range(0, Rows).SelectMany(row => (double[])
            [row % 11, row / 2, .. Enumerable.Range(1, 20).Select(column => row % 60 == 7 ? 1 + row / 60 % column : 0)])];
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => Math.Sin(row / 99.0) + row % 11)];
        var data = Dataset.FromArrays(values, Rows, 22, labels, new() { MaxBin = 700, MinDataInBin = 1 });
        Assert.Equal(1, data.Bins.ByteColumnCount);
        Assert.InRange(data.Bins.ColumnCount, 20, 22);
        var watcher = new Watcher(new());
        Booster.Train(data, Options with { NumLeaves = 2 }, observer: watcher, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Rows * Rounds, watcher.Profile.Items(TrainingPhase.Histogram));
    }

    [Fact]
    public void APartitionGoesThroughTheRowsOfEachInnerNode()
    {
        var (profile, model) = Train(Options with { Objective = "multiclass", NumClass = 3 });
        Assert.Equal(model.Trees.Sum(tree => tree.InternalRowCount.Sum()), profile.Items(TrainingPhase.Partition));
        Assert.Equal(Rows * Rounds, profile.Items(TrainingPhase.Gradients));
        Assert.Equal(3 * Rows * Rounds, profile.Items(TrainingPhase.Quantize));
    }

    /// <summary>What <see cref="TrainingStart.HistogramBytes"/> says goes to the other ranks before each search.</summary>
    [Theory]
    [InlineData("regression", 4, 0, 8), InlineData("regression", 32, 0, 16), InlineData("binary", 4, 1, 16), InlineData("binary", 32, 1, 24)]
    public void EachSearchFollowsOneHistogramSentToTheOtherRanks(string objective, int bits, double pathSmooth, int bytesPerBin)
    {
        Assert.All(VirtualRanks.Run(2, ranks =>
        {
            var (sent, watcher) = (new SentSums(ranks), new Watcher(new()));
            var data = Table.ToDataset(objective, new() { NumThreads = 1 }, sent);
            sent.Lengths.Clear();
            Booster.Train(data, Options with { Objective = objective, GradientBits = bits, PathSmooth = pathSmooth, FeaturePreFilter = false }, observer: watcher);
            long bins = data.Features.Sum(feature => feature.Bins.BinCount);
            Assert.Equal(bytesPerBin * bins, watcher.HistogramBytes);
            return (watcher.Profile.Items(TrainingPhase.Search) / bins, sent.Lengths.Count(length => length * sizeof(long) == watcher.HistogramBytes));
        }), rank => Assert.Equal(rank.Item1, rank.Item2));
    }

    [Fact]
    public void GradientsOfARandomForestAreComputedOnce()
    {
        var options = Options with { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.5, BaggingFreq = 1 };
        var profile = Train(options).Profile;
        Assert.Equal((Rows, Rows * Rounds), (profile.Items(TrainingPhase.Gradients), profile.Items(TrainingPhase.Quantize)));
    }

    [Fact]
    public void RoundsOfACheckpointAreNotInIt()
    {
        string file = _folder["run.checkpoint"];
        Train(Options with { NumIterations = 4 }, new() { Path = file, Every = 1 });
        Assert.Equal((Rounds - 4) * Rows, Train(Options, new() { Resume = file }).Profile.Items(TrainingPhase.Gradients));
    }

    [Fact]
    public void TrainingsOneAfterTheOtherAddUp()
    {
        var watcher = new Watcher(new());
        var data = Table.ToDataset("regression", new());
        Booster.Train(data, Options, observer: watcher, cancellation: TestContext.Current.CancellationToken);
        var first = watcher.Profile.Total;
        Booster.Train(data, Options, observer: watcher, cancellation: TestContext.Current.CancellationToken);
        Assert.True(watcher.Profile.Total > first);
        Assert.Equal(2 * Rows * Rounds, watcher.Profile.Items(TrainingPhase.Gradients));
    }

    [Fact]
    public void WaitingBelongsToThePhaseThatItInterrupts()
    {
        var profile = new TrainingProfile();
        profile.Start();
        profile.Enter(TrainingPhase.Search, 1000);
        var before = profile.Enter(TrainingPhase.Waiting);
        Assert.Equal(TrainingPhase.Search, before);
        profile.Enter(before);
        profile.Enter(TrainingPhase.Other);
        Assert.Equal(profile.Time(TrainingPhase.Waiting), profile.Waited(TrainingPhase.Search));
        Assert.Equal(TimeSpan.Zero, profile.Waited(TrainingPhase.Other));
        var within = profile.Time(TrainingPhase.Search) + profile.Waited(TrainingPhase.Search);
        Assert.Equal(within.TotalNanoseconds / 1000, profile.NanosecondsPerItem(TrainingPhase.Search));
        Assert.Equal(double.NaN, profile.NanosecondsPerItem(TrainingPhase.Other));
    }

    [Fact]
    public void AnObserverHasNoneByItself() => Assert.Null(((ITrainingObserver)new Silent()).Profile);

    sealed class Watcher(TrainingProfile profile) : ITrainingObserver
    {
        public TrainingProfile Profile => profile;

        TrainingProfile? ITrainingObserver.Profile => profile;

        public long HistogramBytes { get; private set; }

        public void TrainingStarted(TrainingStart start) => HistogramBytes = start.HistogramBytes;

        public void RoundEnded(TrainingProgress progress)
        {
        }
    }

    /// <summary>Remembers how long the sums are that go through it.</summary>
    sealed class SentSums(ICollective ranks) : ICollective
    {
        public List<int> Lengths { get; } = [];

        public int Rank => ranks.Rank;

        public int Size => ranks.Size;

        public void AllReduceSum(Span<long> values)
        {
            Lengths.Add(values.Length);
            ranks.AllReduceSum(values);
        }

        public void AllReduceMax(Span<double> values) => ranks.AllReduceMax(values);

        public T[] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged => ranks.AllGather(values);
    }

    sealed class Silent : ITrainingObserver
    {
        public void RoundEnded(TrainingProgress progress)
        {
        }
    }
}
