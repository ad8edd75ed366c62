using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>The process that trains one engine on one table.</summary>
static class TrainingChild
{
    public static TrainingRun Measure(Cell cell, string peer, string folder, bool hasProfile) => ChildProcess.Measure<TrainingRun>(
        PeerName.Environment(peer),
        [
            "child-train", "--set", cell.Set, "--peer", peer, "--data", folder, "--leaves", $"{cell.Leaves}",
            "--threads", $"{cell.Threads}", "--iterations", $"{cell.Iterations}", .. hasProfile ? ["--profile"] : Array.Empty<string>(),
        ]);

    public static void Run(Arguments arguments)
    {
        var (name, set, folder) = (arguments.Text("peer", ""), SuiteSet.Find(arguments.Text("set", "")), arguments.Text("data", ""));
        var hasProfile = arguments.Flag("profile") && PeerName.HasProfile(name);
        using var peer = PeerName.Create(name);
        var (settings, run) = Bin(peer, set, folder, Settings(arguments));
        PeakMemory.Restart();
        var others = new OthersCpu();
        var profile = hasProfile ? new TrainingProfile() : null;
        run = run with { Seconds = peer.Train(settings, profile) };
        run = run with { PeakBytes = PeakMemory.Bytes, OtherCores = others.Cores };
        if (run.Seconds < TrainingRun.ShortSeconds)
        {
            profile = hasProfile ? new() : null;
            others = new();
            run = run with { WarmSeconds = peer.Train(settings, profile) };
            run = run with { OtherCores = Math.Max(run.OtherCores, others.Cores) };
        }
        var heldOut = set.HeldOut(folder);
        ChildProcess.Answer(run with
        {
            Score = Metric.Of(set.Objective, heldOut, peer.PredictRaw(heldOut, settings)),
            Phases = profile is null ? null : PhaseRuns.Of(profile),
        });
    }

    /// <summary>A frame of its own: nothing holds the rows afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (PeerSettings Settings, TrainingRun Run) Bin(IPeer peer, SuiteSet set, string folder, PeerSettings settings)
    {
        var rows = set.Train(folder);
        settings = settings with { Objective = set.Objective, ClassCount = rows.ClassCount };
        var watch = Stopwatch.StartNew();
        peer.Bin(rows, settings);
        return (settings, new(rows.Count, rows.ColumnCount, rows.OutputCount, watch.Elapsed.TotalSeconds));
    }

    static PeerSettings Settings(Arguments arguments) => new()
    {
        Leaves = arguments.Number("leaves", 0),
        Threads = arguments.Number("threads", 0),
        Iterations = arguments.Number("iterations", 0),
    };
}
