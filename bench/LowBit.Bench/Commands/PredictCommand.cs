using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LowBit.Bench;

/// <summary>Time to predict with one model file: many rows at once, and one row at a time, from its values and from its bins.</summary>
static class PredictCommand
{
    const int TrainingRows = 200_000, WarmRows = 200_000, SingleRows = 20_000;
    const ulong OrderSeed = 12;

    /// <summary>What one run measured.</summary>
    /// <param name="BatchMicroseconds">A row, in a batch.</param>
    /// <param name="SingleMicroseconds">A row, alone, one thread: the median of the rows.</param>
    /// <param name="BinnedMicroseconds">A row from its bins, alone, one thread, in random order: the median; null: the engine cannot.</param>
    /// <param name="Hash">SHA-256 of the batch's raw scores.</param>
    sealed record PredictionRun(double BatchMicroseconds, double SingleMicroseconds, double? BinnedMicroseconds, string Hash);

    public static void Run(Arguments arguments)
    {
        var peers = arguments.List("peers", "lowbit-4,lightgbm");
        var kinds = arguments.List("kinds", $"{PredictionRows.Numeric},{PredictionRows.Missing},{PredictionRows.Categorical}");
        var rounds = arguments.Number("rounds", 5);
        var threads = arguments.Number("threads", Environment.ProcessorCount);
        var rows = arguments.Number("rows", 1_000_000);
        var settings = new PeerSettings { Leaves = arguments.Number("leaves", 255), Iterations = arguments.Number("iterations", 100) };
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var folder = Directory.CreateTempSubdirectory("lowbit-bench-");
        try
        {
            var report = new Report();
            report.Line("# Prediction");
            report.Line();
            report.Line($"Model files of {settings.Iterations} trees of {settings.Leaves} leaves, trained by LightGBM on {TrainingRows:N0} rows: raw scores of "
                + $"{rows:N0} rows × {Recipe.ColumnCount} doubles in one call on {threads} threads, and the median of {SingleRows:N0} rows one by one on one "
                + $"thread: from their values, and, of a model of the same size "
                + $"that the engine trained on the same rows, from their bins in random order. {PredictionRows.Missing}: a fifth of the values is missing; {PredictionRows.Categorical}: 8 of the columns are categories. Medians of {rounds} processes in turn.");
            report.Line();
            report.Table(["rows", "engine", "batch µs a row", "times faster", "one row µs", "one binned row µs", "scores"],
                kinds.SelectMany(kind => Measure(kind, peers, rounds, threads, rows, settings, folder.FullName)));
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
        var settings = new PeerSettings
        {
            Threads = arguments.Number("threads", 1),
            Leaves = arguments.Number("leaves", 255),
            Iterations = arguments.Number("iterations", 100),
        };
        var (kind, count) = (arguments.Text("kind", PredictionRows.Numeric), arguments.Number("rows", 1));
        peer.PredictRaw(PredictionRows.Of(kind, Recipe.HeldOut, WarmRows), settings);
        var rows = PredictionRows.Of(kind, Recipe.HeldOut, count);
        var watch = Stopwatch.StartNew();
        var scores = peer.PredictRaw(rows, settings);
        var batch = watch.Elapsed.TotalMicroseconds / count;
        var hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(scores)));
        ChildProcess.Answer(new PredictionRun(batch, OneByOne(peer, rows), OneByOneBinned(peer, kind, rows, settings), hash));
    }

    static double OneByOne(IPeer peer, Rows rows)
    {
        var predict = peer.RowPredictor(rows.ColumnCount);
        var single = rows.Values.Take(SingleRows * rows.ColumnCount).Chunk(rows.ColumnCount).ToArray();
        return MedianMicroseconds(single, row => predict(row));
    }

    static double? OneByOneBinned(IPeer peer, string kind, Rows rows, PeerSettings settings)
    {
        if (peer.BinnedRowPredictor(PredictionRows.Of(kind, 0, TrainingRows), rows, settings) is not { } predict)
        {
            return null;
        }
        var order = Enumerable.Range(0, SingleRows).Select(i => (int)(Words.Word(OrderSeed, (ulong)i) % (ulong)rows.Count)).ToArray();
        var scores = peer.PredictRaw(rows, settings);
        if (!Array.TrueForAll(order, row => predict(row) == scores[row]))
        {
            throw new BenchException("a row has another score from its bins than from its values.");
        }
        return MedianMicroseconds(order, row => predict(row));
    }

    static double MedianMicroseconds<T>(T[] rows, Func<T, double> predict)
    {
        Array.ForEach(rows, row => predict(row));
        return Statistics.Median(Array.ConvertAll(rows, row =>
        {
            var start = Stopwatch.GetTimestamp();
            predict(row);
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }));
    }

    static IEnumerable<string[]> Measure(
        string kind, string[] peers, int rounds, int threads, int rows, PeerSettings settings, string folder)
    {
        var model = Path.Combine(folder, $"{kind}.txt");
        WriteModel(kind, model, settings);
        var runs = ChildProcess.Interleave(peers, rounds, peer => ChildProcess.Measure<PredictionRun>(
            "child-predict", "--peer", peer, "--model", model, "--kind", kind, "--rows", $"{rows}", "--threads", $"{threads}",
            "--leaves", $"{settings.Leaves}", "--iterations", $"{settings.Iterations}"));
        var first = runs[peers[^1]].First().Hash;
        var slowest = Batch(peers[^1]);
        return peers.Select(peer => (string[])
        [
            kind, peer, Report.Number(Batch(peer), "F2"), Report.Number(slowest / Batch(peer), "F1"),
            Report.Number(Statistics.Median([.. runs[peer].Select(run => run.SingleMicroseconds)]), "F1"),
            Binned(peer),
            runs[peer].All(run => run.Hash == first) ? "same bits" : "differ",
        ]);

        string Binned(string peer) => runs[peer].Any(run => run.BinnedMicroseconds is null) ? "–"
            : Report.Number(Statistics.Median([.. runs[peer].Select(run => run.BinnedMicroseconds!.Value)]), "F1");
        double Batch(string peer) => Statistics.Median([.. runs[peer].Select(run => run.BatchMicroseconds)]);
    }

    static void WriteModel(string kind, string path, PeerSettings settings)
    {
        using var peer = new LightGbmPeer("");
        peer.Bin(PredictionRows.Of(kind, 0, TrainingRows), settings);
        peer.Train(settings);
        File.WriteAllText(path, peer.Model);
    }
}
