using System.Runtime.CompilerServices;

namespace LowBit.Bench;

/// <summary>Time to train on the <see cref="Recipe"/>, next to accuracy and memory.</summary>
static class SpeedCommand
{
    const int HeldOutRows = 200_000, PatienceSeconds = 60;

    /// <summary>A run is disturbed, and repeated, when other processes took more than this of a core.</summary>
    const double Quiet = 0.1;

    /// <summary>What one run measured.</summary>
    /// <param name="Seconds">From the first to the end of the last iteration, binned data ready.</param>
    /// <param name="Auc">On held-out rows.</param>
    /// <param name="PeakBytes">Largest resident set from the binned data on to the end of training.</param>
    /// <param name="OtherCores">Cores that other processes kept busy meanwhile.</param>
    sealed record TrainingRun(double Seconds, double Auc, long PeakBytes, double OtherCores);

    public static void Run(Arguments arguments)
    {
        var peers = arguments.List("peers", "lowbit-4,lightgbm-rowwise,lightgbm-quantized-rowwise,lightgbm-quantized14-rowwise");
        var rounds = arguments.Number("rounds", 5);
        var settings = Settings(arguments);
        var rows = arguments.Number("rows", 1_000_000);
        var attempts = arguments.Number("attempts", 5);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        string[] options =
            ["--rows", $"{rows}", "--leaves", $"{settings.Leaves}", "--iterations", $"{settings.Iterations}", "--threads", $"{settings.Threads}"];
        var runs = ChildProcess.Interleave(peers, rounds, peer => MeasureQuietly(["child-train", "--peer", peer, .. options], attempts));
        var report = new Report();
        report.Line("# Training");
        report.Line();
        report.Line($"{rows:N0} rows × {Recipe.ColumnCount} continuous features made by a fixed recipe, binary log loss, {settings.Iterations} trees of "
            + $"{settings.Leaves} leaves, learning rate {settings.LearningRate}, {settings.Threads} threads. Seconds from the first to the end of "
            + $"the last iteration, binned data ready; every measurement is a process of its own, {rounds} rounds in turn; a run during which "
            + $"others took more than {100 * Quiet} % of a core is repeated, up to {attempts} times. rowwise: LightGBM told to use the layout that is the faster one here. AUC on {HeldOutRows:N0} held-out rows; memory is the largest resident set from the binned data to the end of training.");
        report.Line();
        report.Table(
            ["engine", "median s", "least s", "ms a tree", $"time / {peers[0]}", "AUC", "peak MiB", "others' cores"],
            peers.Select(peer => Row(peer, [.. runs[peer]], [.. runs[peers[0]]], settings.Iterations)));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    /// <summary>The first run that others left alone, or the least disturbed; with one attempt nothing is waited for.</summary>
    static TrainingRun MeasureQuietly(string[] words, int attempts)
    {
        TrainingRun? best = null;
        for (var attempt = 0; attempt < attempts && !(best?.OtherCores <= Quiet); attempt++)
        {
            OthersCpu.AwaitQuiet(Quiet, attempts > 1 ? PatienceSeconds : 0);
            var run = ChildProcess.Measure<TrainingRun>(words);
            best = best is null || run.OtherCores < best.OtherCores ? run : best;
        }
        return best!;
    }

    public static void Train(Arguments arguments)
    {
        using var peer = PeerName.Create(arguments.Text("peer", PeerName.Reference));
        var settings = Settings(arguments);
        Bin(peer, arguments.Number("rows", 1_000_000), settings);
        PeakMemory.Restart();
        var others = new OthersCpu();
        var seconds = peer.Train(settings);
        var (peak, otherCores) = (PeakMemory.Bytes, others.Cores);
        var heldOut = Recipe.Rows(Recipe.HeldOut, HeldOutRows);
        var auc = Auc.Of(peer.PredictRaw(heldOut, settings), heldOut.Labels);
        ChildProcess.Answer(new TrainingRun(seconds, auc, peak, otherCores));
    }

    /// <summary>A frame of its own: nothing holds the rows afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Bin(IPeer peer, int rows, PeerSettings settings) => peer.Bin(Recipe.Rows(0, rows), settings);

    static PeerSettings Settings(Arguments arguments) => new()
    {
        Leaves = arguments.Number("leaves", 255),
        Iterations = arguments.Number("iterations", 100),
        Threads = arguments.Number("threads", Environment.ProcessorCount),
    };

    static string[] Row(string peer, TrainingRun[] runs, TrainingRun[] first, int trees)
    {
        var median = Median(runs);
        return
        [
            peer, Report.Number(median, "F2"), Report.Number(runs.Min(run => run.Seconds), "F2"), Report.Number(1000 * median / trees, "F1"),
            Report.Number(median / Median(first), "F2"), Report.Number(Statistics.Median([.. runs.Select(run => run.Auc)]), "F4"),
            Report.Number(Statistics.Median([.. runs.Select(run => run.PeakBytes / 1048576.0)]), "F0"),
            Report.Number(runs.Max(run => run.OtherCores), "F2"),
        ];
    }

    static double Median(TrainingRun[] runs) => Statistics.Median([.. runs.Select(run => run.Seconds)]);
}
