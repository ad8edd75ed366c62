using System.Diagnostics;
using System.Globalization;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>Elements a second that numbers are rounded, encoded and quantized on one thread, beside a copy of memory.</summary>
static class NumericsCommand
{
    const int Columns = 1024;
    static readonly RandomStream Random = new(Seed: 1, Stream: 2, Step: 3);

    /// <summary>One kernel at one size.</summary>
    /// <param name="Name">What it does.</param>
    /// <param name="Bytes">Bytes read and written an element.</param>
    /// <param name="Run">The call.</param>
    sealed record Kernel(string Name, double Bytes, Action Run);

    public static void Run(Arguments arguments)
    {
        int cached = arguments.Number("cached", 32 * Columns), large = arguments.Number("large", 16 * 1024 * Columns);
        int rounds = arguments.Number("rounds", 9);
        var slice = TimeSpan.FromMilliseconds(arguments.Number("milliseconds", 20));
        string path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var report = new Report();
        report.Line("# Rounding and quantizing");
        report.Line();
        report.Line($"One thread, {Isa.Best}. Elements a second from the second cache ({cached:N0} floats) and from memory ({large:N0} floats), and the "
            + $"bytes that move from memory as a share of what a copy of floats moves. Medians of {rounds} slices of {slice.TotalMilliseconds} ms, all kernels in turn; libtorch on one thread, its casts into memory that is there already.");
        report.Line();
        report.Table(["kernel", "G elements/s, cached", "G elements/s, memory", "share of copy"], Measure(cached, large, rounds, slice));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    static IEnumerable<string[]> Measure(int cached, int large, int rounds, TimeSpan slice)
    {
        var (near, kernels) = Rates(cached, rounds, slice);
        var (far, _) = Rates(large, rounds, slice);
        double copied = far[0] * kernels[0].Bytes;
        for (int i = 0; i < kernels.Count; i++)
        {
            yield return
            [
                kernels[i].Name, near[i].ToString("F2", CultureInfo.InvariantCulture), far[i].ToString("F2", CultureInfo.InvariantCulture),
                (far[i] * kernels[i].Bytes / copied).ToString("P0", CultureInfo.InvariantCulture),
            ];
        }
    }

    // G elements a second.
    static (double[] Rates, List<Kernel> Kernels) Rates(int count, int rounds, TimeSpan slice)
    {
        var values = Values(count);
        using var torch = new TorchKernels(values);
        var kernels = Kernels(values, torch);
        var rates = kernels.ConvertAll(_ => new List<double>());
        for (int round = -1; round < rounds; round++) // the first one warms up
        {
            for (int i = 0; i < kernels.Count; i++)
            {
                double rate = Rate(kernels[i].Run, count, slice);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                }
            }
        }
        return ([.. rates.Select(list => Statistics.Median([.. list]))], kernels);
    }

    static double Rate(Action run, int count, TimeSpan slice)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        do
        {
            run();
            calls++;
        }
        while (Stopwatch.GetElapsedTime(start) < slice);
        return (double)calls * count / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    static float[] Values(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (Random.Word((ulong)i) / 4294967296f - 0.5f) * 8)];

    static List<Kernel> Kernels(float[] values, TorchKernels torch)
    {
        int count = values.Length;
        var given = Quantizers.Integer(8, new PerTensor());
        float[] scale = [4f / 127];
        var floats = new float[count];
        var bytes = new byte[count];
        var narrow = new ushort[count];
        var words = new uint[count];
        var kernels = new List<Kernel>
        {
            new("copy of floats", 8, () => values.CopyTo(floats, 0)),
            new("random words", 4, () => Random.Fill(0, words, Isa.Best)),
            new("libtorch cast to E4M3Fn", 5, torch.CastE4M3Fn),
            new("libtorch cast to E5M2", 5, torch.CastE5M2),
            new("libtorch cast to BFloat16", 6, torch.CastBFloat16),
            new("BFloat16 codes, nearest", 6, () => FloatFormats.BFloat16.Encode(
                values, RoundingMode.NearestEven, Random, 0, Isa.Best, narrow.AsSpan())),
            new("libtorch fake_quantize, int8 by tensor", 8, () => torch.FakeQuantize(scale[0])),
            new("int8 by tensor, fake, scale given", 8, () => given.FakeQuantize(
                values, count / Columns, Columns, scale, [], Random, 0, Isa.Best, floats)),
        };
        NumberFormat[] formats = [IntegerFormat.Symmetric(8), FloatFormats.E4M3Fn, FloatFormats.E5M2, FloatFormats.E2M1];
        foreach (var rounding in new[] { RoundingMode.NearestEven, RoundingMode.Stochastic })
        {
            string how = rounding == RoundingMode.Stochastic ? "stochastic" : "nearest";
            foreach (var format in formats)
            {
                kernels.Add(new($"{format} codes, {how}", 5, () => format.Encode(values, rounding, Random, 0, Isa.Best, bytes.AsSpan())));
            }
            foreach (NumberFormat format in new NumberFormat[] { FloatFormats.E4M3Fn, FloatFormats.BFloat16 })
            {
                kernels.Add(new($"{format} floats, {how}", 8, () => format.Round(values, rounding, Random, 0, Isa.Best, floats)));
            }
            foreach (var (name, quantizer) in Quantized(rounding))
            {
                var matrix = quantizer.Quantize(values, count / Columns, Columns, Random, 0, Isa.Best);
                double stored = (double)matrix.StoredBytes / count;
                kernels.Add(new($"{name}, {how}", 4 + stored, () => quantizer.Quantize(values, Random, 0, Isa.Best, matrix)));
                if (rounding == RoundingMode.NearestEven)
                {
                    kernels.Add(new($"{name}, fake", 8, () =>
                        quantizer.FakeQuantize(values, count / Columns, Columns, Random, 0, Isa.Best, floats)));
                    kernels.Add(new($"{name}, back to floats", 4 + stored, () => Quantizer.Dequantize(matrix, Isa.Best, floats)));
                }
            }
        }
        return kernels;
    }

    static IEnumerable<(string Name, Quantizer Quantizer)> Quantized(RoundingMode rounding) =>
    [
        ("int8 by tensor", Quantizers.Integer(8, new PerTensor()) with { Rounding = rounding }),
        ("int8 by row", Quantizers.Integer(8, new PerRow()) with { Rounding = rounding }),
        ("uint8 affine by tensor", Quantizers.Affine(8, new PerTensor()) with { Rounding = rounding }),
        ("MXFP8 E4M3", Quantizers.MxFp8E4M3 with { Rounding = rounding }),
        ("MXFP4", Quantizers.MxFp4 with { Rounding = rounding }),
        ("NVFP4", Quantizers.NvFp4 with { Rounding = rounding }),
    ];
}
