using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LowBit.Bench;

/// <summary>Time to predict with one model file: many rows at once, and one row at a time.</summary>
static class PredictCommand
{
    const int TrainingRows = 200_000, BatchRows = 200_000, SingleRows = 20_000;

    /// <summary>What one run measured.</summary>
    /// <param name="BatchMicroseconds">A row, in a batch.</param>
    /// <param name="SingleMicroseconds">A row, alone, one thread.</param>
    /// <param name="Hash">SHA-256 of the batch's raw scores.</param>
    sealed record PredictionRun(double BatchMicroseconds, double SingleMicroseconds, string Hash);

    public static void Run(Arguments arguments)
    {
        var peers = arguments.List("peers", "lowbit-4,lightgbm");
        var rounds = arguments.Number("rounds", 5);
        var threads = arguments.Number("threads", Environment.ProcessorCount);
        var settings = new PeerSettings { Leaves = arguments.Number("leaves", 255), Iterations = arguments.Number("iterations", 100) };
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var folder = Directory.CreateTempSubdirectory("lowbit-bench-");
        var model = Path.Combine(folder.FullName, "model.txt");
        try
        {
            WriteModel(model, settings);
            var runs = ChildProcess.Interleave(peers, rounds, peer => ChildProcess.Measure<PredictionRun>(
                "child-predict", "--peer", peer, "--model", model, "--threads", $"{threads}"));
            var report = new Report();
            report.Line("# Prediction");
            report.Line();
            report.Line($"One model file, {settings.Iterations} trees of {settings.Leaves} leaves trained on the recipe: raw scores of {BatchRows:N0} rows in "
                + $"one call on {threads} threads, and of {SingleRows:N0} rows one by one on one thread. Medians of {rounds} processes in turn. "
                + (runs.SelectMany(peer => peer).DistinctBy(run => run.Hash).Count() == 1
                    ? "All engines gave the same scores, bit for bit."
                    : "The engines' scores differ."));
            report.Line();
            report.Table(["engine", "batch µs a row", "one row µs"], peers.Select(peer => Row(peer, [.. runs[peer]])));
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

    public static void Predict(Arguments arguments)
    {
        using var peer = PeerName.Create(arguments.Text("peer", PeerName.Reference));
        peer.LoadModel(arguments.Text("model", ""));
        var settings = new PeerSettings { Threads = arguments.Number("threads", 1) };
        var rows = Recipe.Rows(Recipe.HeldOut, BatchRows);
        peer.PredictRaw(rows, settings); // once to warm up
        var watch = Stopwatch.StartNew();
        var scores = peer.PredictRaw(rows, settings);
        var batch = watch.Elapsed.TotalMicroseconds / BatchRows;
        var hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(scores)));
        ChildProcess.Answer(new PredictionRun(batch, OneByOne(peer, rows), hash));
    }

    static double OneByOne(IPeer peer, Rows rows)
    {
        var predict = peer.RowPredictor(rows.ColumnCount);
        var single = rows.Values.Take(SingleRows * rows.ColumnCount).Chunk(rows.ColumnCount).ToArray();
        Array.ForEach(single, row => predict(row));
        var watch = Stopwatch.StartNew();
        Array.ForEach(single, row => predict(row));
        return watch.Elapsed.TotalMicroseconds / SingleRows;
    }

    static void WriteModel(string path, PeerSettings settings)
    {
        using var peer = new LightGbmPeer("");
        peer.Bin(Recipe.Rows(0, TrainingRows), settings);
        peer.Train(settings);
        File.WriteAllText(path, peer.Model);
    }

    static string[] Row(string peer, PredictionRun[] runs) =>
    [
        peer, Report.Number(Statistics.Median([.. runs.Select(run => run.BatchMicroseconds)]), "F2"),
        Report.Number(Statistics.Median([.. runs.Select(run => run.SingleMicroseconds)]), "F1"),
    ];
}
