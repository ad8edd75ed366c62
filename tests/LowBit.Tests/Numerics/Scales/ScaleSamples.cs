using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Values, granularities and a slow fake quantizer for the tests of scales.</summary>
static class ScaleSamples
{
    /// <summary>The block of the bit-exact vectors.</summary>
    internal static readonly float[] Block = [0.1f, -0.4f, 0.7f, 1.3f, -2.2f, 3.1f, -4.6f, 0.02f];

    internal static readonly Granularity[] Granularities =
    [
        new PerTensor(), new PerRow(), new PerColumn(), new PerGroup(1), new PerGroup(8), new PerGroup(16), new PerGroup(13),
        new PerGroup(1000), new PerTile(4, 8), new PerTile(3, 5), new PerTile(2, 1000), new PerTile(1000, 1000), new Flat(1),
        new Flat(16), new Flat(7), new Flat(5000),
    ];

    /// <summary>Standard normal numbers, by Box and Muller from Philox words.</summary>
    internal static float[] Normal(int count, uint stream = 1, double sigma = 1)
    {
        var words = new uint[2 * count];
        new RandomStream(Seed: 20, stream, Step: 0).Fill(0, words, KernelPath.Scalar);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double u = (words[2 * i] + 0.5) / 4294967296, v = (words[2 * i + 1] + 0.5) / 4294967296;
            values[i] = (float)(sigma * Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v));
        }
        return values;
    }

    /// <summary>Magnitudes from the smallest to the largest, signs, zeros.</summary>
    internal static float[] Wild(int count, uint stream = 2)
    {
        var words = new uint[count];
        new RandomStream(Seed: 21, stream, Step: 0).Fill(0, words, KernelPath.Scalar);
        return [.. words.Select(word => BitConverter.UInt32BitsToSingle(word))
            .Select(value => float.IsFinite(value) ? value : 0)];
    }

    /// <summary>The elements of each scale in row-major order, from the definition of the granularity.</summary>
    internal static List<int>[] Blocks(Granularity granularity, int rows, int columns)
    {
        int Across(int width) => (columns + width - 1) / width;
        var scaleOf = new Func<int, int, int>((row, column) => granularity switch
        {
            PerTensor => 0,
            PerRow => row,
            PerColumn => column,
            PerGroup group => row * Across(group.Size) + column / group.Size,
            PerTile tile => row / tile.Height * Across(tile.Width) + column / tile.Width,
            Flat flat => (row * columns + column) / flat.Size,
            _ => throw new ArgumentException("Unknown granularity."),
        });
        return [.. Enumerable.Range(0, rows * columns).GroupBy(i => scaleOf(i / columns, i % columns))
            .OrderBy(block => block.Key).Select(block => block.ToList())];
    }

    /// <summary>Scale, round and scale back, one element at a time.</summary>
    internal static float[] FakeQuantize(
        float[] values, ScaleRule rule, Granularity granularity, int rows, int columns, NumberFormat format,
        RoundingMode mode = RoundingMode.NearestEven, RandomStream random = default)
    {
        var grid = granularity.On(rows, columns);
        var scales = new float[grid.ScaleCount];
        rule.Fill(values, grid, format, Isa.Best, new(scales));
        var quantized = new float[values.Length];
        foreach (var run in grid)
        {
            for (int i = run.Start; i < run.Start + run.Length; i++)
            {
                float scale = scales[run.Scale];
                uint word = mode == RoundingMode.Stochastic ? random.Word((ulong)i) : 0;
                quantized[i] = scale * format.Round((double)values[i] / scale, mode, word);
            }
        }
        return quantized;
    }
}
