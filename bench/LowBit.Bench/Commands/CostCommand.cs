using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>Time and memory to train on each real data set.</summary>
static class CostCommand
{
    /// <summary>What one run measured.</summary>
    /// <param name="Rows">Rows trained on.</param>
    /// <param name="Features">Columns.</param>
    /// <param name="Outputs">Trees an iteration.</param>
    /// <param name="BinSeconds">From rows in memory to binned data.</param>
    /// <param name="Seconds">From the first to the end of the last iteration.</param>
    /// <param name="PeakBytes">Largest resident set from the binned data on to the end of training.</param>
    /// <param name="OtherCores">Cores that other processes kept busy meanwhile.</param>
    /// <param name="Phases">Where the time went; null: it was not asked for, or the engine does not tell.</param>
    sealed record CostRun(
        int Rows, int Features, int Outputs, double BinSeconds, double Seconds, long PeakBytes, double OtherCores,
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
            + "largest resident set from the binned data to the end of training.");
        report.Line();
        report.Table(
            ["data set", "rows", "features", "trees a round", "engine", "median s", "least s", $"time / {peers[0]}", "bin s", "peak MiB", "others' cores"],
            sets.SelectMany(set => peers.Select(peer => Row(set.Name, peer, [.. runs[set][peer]], Median(runs[set][peers[0]])))));
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
        var profile = arguments.Flag("profile") && PeerName.HasProfile(name) ? new TrainingProfile() : null;
        using var peer = PeerName.Create(name, profile);
        var set = DataSet.Find(arguments.Text("set", ""));
        var (rows, run) = Bin(peer, set, DataSetReader.Folder(arguments), Settings(arguments));
        PeakMemory.Restart();
        var others = new OthersCpu();
        var seconds = peer.Train(rows);
        var (bytes, cores) = (PeakMemory.Bytes, others.Cores);
        ChildProcess.Answer(run with
        {
            Seconds = seconds,
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
        return (settings, new(train.Count, train.ColumnCount, train.OutputCount, watch.Elapsed.TotalSeconds, 0, 0, 0));
    }

    static PeerSettings Settings(Arguments arguments) => new()
    {
        Iterations = arguments.Number("iterations", 100),
        Leaves = arguments.Number("leaves", 31),
        Threads = arguments.Number("threads", Environment.ProcessorCount),
    };

    static string[] Row(string set, string peer, CostRun[] runs, double first) =>
    [
        set, $"{runs[0].Rows}", $"{runs[0].Features}", $"{runs[0].Outputs}", peer, Report.Number(Median(runs), "F2"),
        Report.Number(runs.Min(run => run.Seconds), "F2"), Report.Number(Median(runs) / first, "F2"),
        Report.Number(Statistics.Median([.. runs.Select(run => run.BinSeconds)]), "F2"),
        Report.Number(Statistics.Median([.. runs.Select(run => run.PeakBytes / 1048576.0)]), "F0"),
        Report.Number(runs.Max(run => run.OtherCores), "F2"),
    ];

    static double Median(IEnumerable<CostRun> runs) => Statistics.Median([.. runs.Select(run => run.Seconds)]);
}
