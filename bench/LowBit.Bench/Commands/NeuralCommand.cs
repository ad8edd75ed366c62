using System.Diagnostics;
using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Bench;

/// <summary>Time of one update with int8 layers beside TorchSharp's float32 layers, in turn.</summary>
static class NeuralCommand
{
    const int WarmUp = 8; // until the kernels are compiled in full

    static readonly (string Name, Func<nn.Module, optim.Optimizer> Float, Func<nn.Module, optim.Optimizer> LowBit)[] Optimizers =
    [
        ("SGD", model => optim.SGD(model.parameters(), 1e-3), model => new LowPrecisionSgd(model.parameters(), new() { LearningRate = 1e-3 })),
        ("AdamW", model => optim.AdamW(model.parameters(), 1e-4), model => new LowPrecisionAdamW(model.parameters(), new() { LearningRate = 1e-4 })),
    ];

    public static void Run(Arguments arguments)
    {
        var size = new TaskSize(
            arguments.Number("width", 2048), arguments.Number("batch", 2048), arguments.Number("block", 768),
            arguments.Number("sequences", 4), arguments.Number("tokens", 512));
        var (threads, rounds, path) = (arguments.Number("threads", 2), arguments.Number("rounds", 9), arguments.Text("markdown", ""));
        arguments.RejectOthers();
        TorchLibrary.Load();
        set_num_threads(threads);
        var report = new Report();
        report.Line("# Training steps in int8");
        report.Line();
        report.Line($"Milliseconds of one update (forward, backward, optimizer) on {threads} threads, medians of {rounds} rounds in turn. "
            + $"mlp: four layers of {size.MlpWidth}, batch {size.MlpBatch}. block: a transformer block of width {size.BlockWidth}, "
            + $"{size.Sequences} × {size.Tokens} tokens, causal attention in float32. float32: TorchSharp's layers and optimizers. int8: `Recipes.Int8`, LowPrecisionSgd "
            + "and LowPrecisionAdamW with float32 state.");
        report.Line();
        report.Table(["task", "optimizer", "float32 ms", "int8 ms", "ratio"], Measure(size, rounds));
        report.Line();
        report.Line($"Parts of a layer's forward and backward, milliseconds. Products: int8 levels to float32 results, scales included. Levels: X, W and G "
            + "quantized by row and by column, G stochastically.");
        report.Line();
        report.Table(["rows × inputs → outputs", "float32 products", "int8 products", "levels", "ratio"], Parts(size, rounds));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    static IEnumerable<string[]> Measure(TaskSize size, int rounds)
    {
        foreach (var task in (string[])["mlp", "block"])
        {
            foreach (var (name, ofFloat, ofLowBit) in Optimizers)
            {
                using var floats = TrainingTask.Of(task, size, null, ofFloat);
                using var int8 = TrainingTask.Of(task, size, Recipes.Int8, ofLowBit);
                var times = new List<(double Float, double Int8)>();
                for (var round = -WarmUp; round < rounds; round++)
                {
                    var pair = (Milliseconds(floats), Milliseconds(int8));
                    if (round >= 0)
                    {
                        times.Add(pair);
                    }
                }
                yield return
                [
                    task, name, Report.Number(Statistics.Median([.. times.Select(t => t.Float)]), "F1"),
                    Report.Number(Statistics.Median([.. times.Select(t => t.Int8)]), "F1"),
                    Report.Number(Statistics.Median([.. times.Select(t => t.Float / t.Int8)]), "F2"),
                ];
            }
        }
    }

    static IEnumerable<string[]> Parts(TaskSize size, int rounds)
    {
        var rows = (int)(size.Sequences * size.Tokens);
        yield return new LayerParts((int)size.MlpBatch, (int)size.MlpWidth, (int)size.MlpWidth, rounds).Measure();
        yield return new LayerParts(rows, (int)size.BlockWidth, (int)size.BlockWidth * 3, rounds).Measure();
        yield return new LayerParts(rows, (int)size.BlockWidth, (int)size.BlockWidth * 4, rounds).Measure();
    }

    static double Milliseconds(TrainingTask task)
    {
        var watch = Stopwatch.StartNew();
        task.Step();
        return watch.Elapsed.TotalMilliseconds;
    }
}
