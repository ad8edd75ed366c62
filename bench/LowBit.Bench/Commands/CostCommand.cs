using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>Time and memory to train on each real data set.</summary>
static class CostCommand
{
    const double ShortSeconds = 2;

    /// <summary>What one run measured.</summary>
    /// <param name="Rows">Rows trained on.</param>
    /// <param name="Features">Columns.</param>
    /// <param name="Outputs">Trees an iteration.</param>
    /// <param name="BinSeconds">From rows in memory to binned data.</param>
    /// <param name="Seconds">From the first to the end of the last iteration.</param>
    /// <param name="WarmSeconds">The same once more in the same process, where it was short; else as <paramref name="Seconds"/>.</param>
    /// <param name="PeakBytes">Largest resident set from the binned data on to the end of training.</param>
    /// <param name="OtherCores">Cores that other processes kept busy meanwhile.</param>
    /// <param name="Phases">Where the time of the last training went; null: it was not asked for, or the engine does not tell.</param>
    sealed record CostRun(
        int Rows, int Features, int Outputs, double BinSeconds, double Seconds, double WarmSeconds, long PeakBytes, double OtherCores,
        PhaseRuns? Phases = null);

    public static void Run(Arguments arguments)
    {
        var folder = DataSetReader.Folder(arguments);
        var sets = arguments.List("sets", string.Join(',', DataSet.All.Select(set => set.Name))).Select(DataSet.Find).ToArray();
        var peers = arguments.List("peers", "lowbit-4,lightgbm,lightgbm-quantized");
        var rounds = arguments.Number("rounds", 3);
        var settings = Settings(arguments);
        var path = arguments.Text("markdown", "");
        var profiled = arguments.Flag("profile") ? peers.Where(PeerName.HasProfile).ToArray() : [];
        if (arguments.Flag("profile") && profiled.Length == 0)
        {
            throw new BenchException($"--profile shows the phases of LowBit, and --peers {string.Join(',', peers)} has none; add lowbit-4.");
        }
        arguments.RejectOthers();

        string[] options = ["--data", folder, "--iterations", $"{settings.Iterations}", "--leaves", $"{settings.Leaves}", "--threads", $"{settings.Threads}",
            .. profiled.Length > 0 ? ["--profile"] : Array.Empty<string>()];
        var runs = sets.ToDictionary(set => set, set => ChildProcess.Interleave(
            peers, rounds, peer => ChildProcess.Measure<CostRun>(["child-cost", "--set", set.Name, "--peer", peer, .. options])));
        var report = new Report();
        report.Line("# Cost");
        report.Line();
        report.Line($"Four fifths of the rows of each data set, {settings.Iterations} iterations, {settings.Leaves} leaves, {settings.Threads} threads. Seconds from the first "
            + $"to the end of the last iteration, binned data ready; every measurement is a process of its own, engines in turn, medians of {rounds}. LightGBM chooses its "
            + $"layout (row-wise or column-wise) by itself. time / {peers[0]}: above 1 the other engine is slower. bin s: from rows in memory to binned data. Memory is the "
            + $"largest resident set from the binned data to the end of training. warm s: a second training in the same process where the first took under {ShortSeconds} s.");
        report.Line();
        report.Table(
            ["data set", "rows", "features", "trees a round", "engine", "median s", "least s", $"time / {peers[0]}", "warm s", $"warm / {peers[0]}", "bin s", "peak MiB", "others' cores"],
            sets.SelectMany(set => peers.Select(peer => Row(set.Name, peer, [.. runs[set][peer]], [.. runs[set][peers[0]]]))));
        if (profiled.Length > 0)
        {
            report.Line("Phases of training as its calling thread sees them, in the same runs, medians. waiting s: what it waited within a phase for other threads; "
                + "ns an item includes that.");
            report.Line();
            report.Table(PhaseRuns.Header, sets.SelectMany(set => profiled.SelectMany(peer => PhaseRuns.Table(
                set.Name, peer, [.. runs[set][peer].Select(run => run.Phases!)]))));
        }
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    public static void Train(Arguments arguments)
    {
        var name = arguments.Text("peer", PeerName.Reference);
        var hasProfile = arguments.Flag("profile") && PeerName.HasProfile(name);
        using var peer = PeerName.Create(name);
        var set = DataSet.Find(arguments.Text("set", ""));
        var (settings, run) = Bin(peer, set, DataSetReader.Folder(arguments), Settings(arguments));
        PeakMemory.Restart();
        var others = new OthersCpu();
        var profile = hasProfile ? new TrainingProfile() : null;
        var seconds = peer.Train(settings, profile);
        var (bytes, cores, warm) = (PeakMemory.Bytes, others.Cores, seconds);
        if (seconds < ShortSeconds)
        {
            profile = hasProfile ? new() : null;
            warm = peer.Train(settings, profile);
        }
        ChildProcess.Answer(run with
        {
            Seconds = seconds,
            WarmSeconds = warm,
            PeakBytes = bytes,
            OtherCores = cores,
            Phases = profile is null ? null : PhaseRuns.Of(profile),
        });
    }

    /// <summary>A frame of its own: nothing holds the rows afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (PeerSettings Settings, CostRun Run) Bin(IPeer peer, DataSet set, string folder, PeerSettings settings)
    {
        var (train, _) = DataSetReader.Read(set, folder).Split(seed: 0);
        settings = settings with { Objective = set.Objective, ClassCount = train.ClassCount };
        var watch = Stopwatch.StartNew();
        peer.Bin(train, settings);
        return (settings, new(train.Count, train.ColumnCount, train.OutputCount, watch.Elapsed.TotalSeconds, 0, 0, 0, 0));
    }

    static PeerSettings Settings(Arguments arguments) => new()
    {
        Iterations = arguments.Number("iterations", 100),
        Leaves = arguments.Number("leaves", 31),
        Threads = arguments.Number("threads", Environment.ProcessorCount),
    };

    static string[] Row(string set, string peer, CostRun[] runs, CostRun[] first) =>
    [
        set, $"{runs[0].Rows}", $"{runs[0].Features}", $"{runs[0].Outputs}", peer, Report.Number(Median(runs, Cold), "F2"),
        Report.Number(runs.Min(Cold), "F2"), Report.Number(Median(runs, Cold) / Median(first, Cold), "F2"),
        Report.Number(Median(runs, Warm), "F2"), Report.Number(Median(runs, Warm) / Median(first, Warm), "F2"),
        Report.Number(Median(runs, run => run.BinSeconds), "F2"), Report.Number(Median(runs, run => run.PeakBytes / 1048576.0), "F0"),
        Report.Number(runs.Max(run => run.OtherCores), "F2"),
    ];

    static double Cold(CostRun run) => run.Seconds;

    static double Warm(CostRun run) => run.WarmSeconds;

    static double Median(CostRun[] runs, Func<CostRun, double> value) => Statistics.Median([.. runs.Select(value)]);
}
