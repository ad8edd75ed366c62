using System.Diagnostics;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>Time from a CSV file in the page cache to binned data.</summary>
static class LoadCommand
{
    /// <summary>LowBit's file of the binned set, in place of the CSV file.</summary>
    const string Binned = "lowbit-binned";

    /// <summary>What one run measured.</summary>
    /// <param name="Seconds">From the path to binned data.</param>
    /// <param name="PeakBytes">Largest resident set of the process meanwhile.</param>
    sealed record LoadingRun(double Seconds, long PeakBytes);

    public static void Run(Arguments arguments)
    {
        var peers = arguments.List("peers", $"lowbit-4,{Binned},lightgbm");
        var rounds = arguments.Number("rounds", 5);
        var rows = arguments.Number("rows", 1_000_000);
        var threads = arguments.Number("threads", 1);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var folder = Directory.CreateTempSubdirectory("lowbit-bench-");
        var file = Path.Combine(folder.FullName, "recipe.csv");
        try
        {
            Recipe.WriteCsv(file, rows);
            var binned = Path.ChangeExtension(file, ".bin");
            Dataset.FromFile(file).Save(binned);
            var runs = ChildProcess.Interleave(peers, rounds, peer => ChildProcess.Measure<LoadingRun>(
                "child-load", "--peer", peer == Binned ? "lowbit-4" : peer, "--file", peer == Binned ? binned : file,
                "--threads", $"{threads}"));
            var megabytes = new FileInfo(file).Length / 1e6;
            var report = new Report();
            report.Line("# Loading");
            report.Line();
            report.Line($"CSV of {rows:N0} rows × {Recipe.ColumnCount} continuous features, {megabytes:F0} MB in the page cache, to binned data with "
                + $"{threads} thread(s); every measurement is a process of its own, {rounds} rounds in turn, medians. "
                + $"{Binned}: the binned set as a file of {new FileInfo(binned).Length / 1e6:F0} MB; MB/s are those of the CSV file.");
            report.Line();
            report.Table(
                ["engine", "median s", "least s", "MB/s a thread", "peak MiB"],
                peers.Select(peer => Row(peer, [.. runs[peer]], megabytes / threads)));
            report.Machine(arguments);
            if (path != "")
            {
                report.Save(path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static void Load(Arguments arguments)
    {
        using var peer = PeerName.Create(arguments.Text("peer", PeerName.Reference));
        var settings = new PeerSettings { Threads = arguments.Number("threads", 1) };
        PeakMemory.Restart();
        var watch = Stopwatch.StartNew();
        peer.Load(arguments.Text("file", ""), settings);
        ChildProcess.Answer(new LoadingRun(watch.Elapsed.TotalSeconds, PeakMemory.Bytes));
    }

    static string[] Row(string peer, LoadingRun[] runs, double megabytes)
    {
        var median = Statistics.Median([.. runs.Select(run => run.Seconds)]);
        return
        [
            peer, Report.Number(median, "F3"), Report.Number(runs.Min(run => run.Seconds), "F3"), Report.Number(megabytes / median, "F0"),
            Report.Number(Statistics.Median([.. runs.Select(run => run.PeakBytes / 1048576.0)]), "F0"),
        ];
    }
}
