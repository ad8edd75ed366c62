using System.Diagnostics;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>
/// Runs that are killed at a random moment after their first checkpoint and resumed: the model must have the bytes of a run
/// that was never interrupted.
/// </summary>
static class KillsCommand
{
    const int Rows = 20_000, Columns = 10;

    public static void Run(Arguments arguments)
    {
        var runs = arguments.Number("runs", 100);
        var rounds = arguments.Number("rounds", 300);
        var random = new Random(arguments.Number("seed", 1));
        arguments.RejectOthers();
        var folder = Directory.CreateTempSubdirectory("lowbit-kills-");
        try
        {
            var (lost, kills) = (0, 0);
            var clock = Stopwatch.StartNew();
            var whole = Booster.Train(MakeData(1), OptionsFor(rounds, 1)).ToText();
            var longest = clock.Elapsed;
            for (var run = 0; run < runs; run++)
            {
                var checkpoint = Path.Combine(folder.FullName, $"{run}");
                kills += Kill(checkpoint, rounds, random.NextDouble() * longest) ? 1 : 0;
                var threads = random.Next(1, 4);
                var resumed = Booster.Train(
                    MakeData(threads), OptionsFor(rounds, threads), [], null, new CheckpointOptions { Resume = checkpoint });
                lost += resumed.ToText() == whole ? 0 : 1;
            }
            Console.WriteLine($"kills: {runs} runs of {rounds} rounds, {kills} killed in the middle, {runs} resumed, {lost} lost");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The run that is killed.</summary>
    public static void Train(Arguments arguments)
    {
        var options = OptionsFor(arguments.Number("rounds", 0), 1);
        Booster.Train(MakeData(1), options, [], null, new CheckpointOptions { Path = arguments.Text("checkpoint", ""), Every = 1 });
    }

    static bool Kill(string checkpoint, int rounds, TimeSpan after)
    {
        using var process = ChildProcess.Start("child-kills", "--checkpoint", checkpoint, "--rounds", $"{rounds}");
        SpinWait.SpinUntil(() => process.HasExited || File.Exists(checkpoint));
        var isRunning = !process.WaitForExit(after);
        process.Kill();
        process.WaitForExit();
        return isRunning;
    }

    static BoosterOptions OptionsFor(int rounds, int threads) => new()
    {
        Objective = "binary",
        NumIterations = rounds,
        NumLeaves = 15,
        BaggingFraction = 0.7,
        BaggingFreq = 3,
        NumThreads = threads,
    };

    static Dataset MakeData(int threads)
    {
        var random = new Random(7);
        var values = new double[Rows * Columns];
        var labels = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var fields = values.AsSpan(row * Columns, Columns);
            foreach (ref var field in fields)
            {
                field = random.NextDouble();
            }
            labels[row] = fields[0] + fields[1] * fields[2] + 0.3 * random.NextDouble() > 0.9 ? 1 : 0;
        }
        return Dataset.FromArrays(values, Rows, Columns, labels, new() { NumThreads = threads });
    }
}
