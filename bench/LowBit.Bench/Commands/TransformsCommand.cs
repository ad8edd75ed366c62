using System.Diagnostics;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>Elements a second of Hadamard transforms on one core, by block size and path, beside a copy of the same memory.</summary>
static class TransformsCommand
{
    const int Columns = 64;

    public static void Run(Arguments arguments)
    {
        var sizes = arguments.Numbers("sizes", "16,32,128,1024,4096,1376");
        var rounds = arguments.Number("rounds", 9);
        var kilobytes = arguments.Number("kilobytes", 256);
        var milliseconds = arguments.Number("milliseconds", 20);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();
        if (sizes.FirstOrDefault(size => !WalshHadamard.IsSize(size)) is > 0 and var other)
        {
            throw new BenchException($"--sizes has '{other}', which is no size of a block.");
        }

        var paths = Enum.GetValues<KernelPath>().Where(Isa.Supports).ToArray();
        var report = new Report();
        report.Line("# Transforms");
        report.Line();
        report.Line($"10⁹ elements a second of float32 Hadamard transforms on one core, in place, about {kilobytes} KB at a time; rows: along the rows, "
            + $"{Columns} columns. Copy: the same memory to as much other memory. Each measurement lasts {milliseconds} ms, all in turn; medians of {rounds} rounds.");
        report.Line();
        report.Table(
            ["block", "axis", .. paths.Select(kernel => kernel.ToString().ToLowerInvariant()), "copy"],
            sizes.SelectMany(size => Enum.GetValues<TransformAxis>().Select(axis => Row(size, axis, kilobytes, paths, rounds, milliseconds))));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    static string[] Row(int size, TransformAxis axis, int kilobytes, KernelPath[] paths, int rounds, int milliseconds)
    {
        var width = axis == TransformAxis.Columns ? size : Columns;
        var block = axis == TransformAxis.Columns ? size : size * Columns;
        var values = new float[block * Math.Max(1, kilobytes * 1024 / sizeof(float) / block)];
        var other = new float[values.Length];
        Action[] calls =
        [
            .. paths.Select(kernel => (Action)(() => WalshHadamard.Apply(values, width, axis, size, kernel, values))),
            () => values.CopyTo(other, 0),
        ];
        var speeds = Array.ConvertAll(calls, _ => new double[rounds]);
        Array.ForEach(calls, call => Speed(call, values.Length, milliseconds));
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                speeds[i][round] = Speed(calls[i], values.Length, milliseconds);
            }
        }
        return
        [
            $"{size}", axis == TransformAxis.Columns ? "columns" : "rows",
            .. speeds.Select(speed => Report.Number(Statistics.Median(speed), "F2")),
        ];
    }

    /// <summary>10⁹ elements a second.</summary>
    static double Speed(Action call, int length, int milliseconds)
    {
        var calls = 0L;
        var watch = Stopwatch.StartNew();
        do
        {
            call();
            calls++;
        }
        while (watch.ElapsedMilliseconds < milliseconds);
        return calls * length / watch.Elapsed.TotalNanoseconds;
    }
}
