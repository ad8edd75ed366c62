using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>One call of <see cref="Quantizer.Levels"/>: stripes of rows, shared out; scales first, then levels.</summary>
/// <remarks>
/// Scales of rows are of a stripe alone. Those of columns and of the tensor come of the largest magnitudes of all stripes,
/// or, for other statistics, of one thread.
/// </remarks>
sealed unsafe class LevelCall(
    Quantizer quantizer, int rows, int columns, RandomStream random, ulong firstIndex, KernelPath path, float* values,
    sbyte* levels, float* scales)
{
    const int SmallestStripe = 1 << 14, RowElements = 1 << 15;

    int _stripes = 1;
    float[] _maxima = [];

    public void Run(int threads)
    {
        _stripes = (int)Math.Clamp((long)rows * columns / SmallestStripe, 1, Math.Min(threads, rows));
        if (quantizer.Granularity is not PerRow)
        {
            FillSharedScales();
        }
        Share(Encode);
    }

    void FillSharedScales()
    {
        var grid = quantizer.Granularity.On(rows, columns);
        if (_stripes == 1 || !quantizer.Scale!.IsOfAbsMax)
        {
            quantizer.Scale!.Fill(
                new(values, rows * columns), grid, quantizer.Format, path, new(new(scales, grid.ScaleCount), default, default));
            return;
        }
        _maxima = new float[_stripes * grid.ScaleCount];
        Share(FindMaxima);
        var all = _maxima.AsSpan(0, grid.ScaleCount);
        for (int stripe = 1; stripe < _stripes; stripe++)
        {
            BlockAbsMax.Raise(_maxima.AsSpan(stripe * grid.ScaleCount, grid.ScaleCount), path, all);
        }
        all.CopyTo(new(scales, all.Length));
        quantizer.Scale.OfMaxima(quantizer.Format, new(scales, all.Length));
    }

    void FindMaxima(int stripe)
    {
        var (first, count) = Stripe(stripe);
        var grid = quantizer.Granularity.On(count, columns);
        BlockAbsMax.Of(Values(first, count), grid, path, _maxima.AsSpan(stripe * grid.ScaleCount, grid.ScaleCount));
    }

    // A few rows at once, so that they are still in the cache when they are rounded.
    void Encode(int stripe)
    {
        var (first, count) = Stripe(stripe);
        int step = quantizer.Granularity is PerRow ? Math.Max(1, RowElements / columns) : count;
        for (int row = first; row < first + count; row += step)
        {
            int some = Math.Min(step, first + count - row);
            Encode(row, some, following: (first + count - row - some) * columns);
        }
    }

    void Encode(int first, int count, int following)
    {
        var from = Values(first, count);
        var grid = quantizer.Granularity.On(count, columns);
        var own = new Span<float>(scales + (quantizer.Granularity is PerRow ? first : 0), grid.ScaleCount);
        if (quantizer.Granularity is PerRow)
        {
            quantizer.Scale!.Fill(from, grid, quantizer.Format, path, new(own, default, default));
        }
        var to = new Span<sbyte>(levels + (long)first * columns, count * columns);
        using var blocks = new ScaledBlocks(
            quantizer.Format, grid, own, default, quantizer.Rounding, random, firstIndex + (ulong)first * (ulong)columns,
            following);
        blocks.EncodeAll(from, path, MemoryMarshal.AsBytes(to));
        SignExtend(to, quantizer.Format.CodeBits);
    }

    // Two's complement of fewer bits to 8.
    static void SignExtend(Span<sbyte> codes, int bits)
    {
        if (bits == 8)
        {
            return;
        }
        sbyte sign = (sbyte)(1 << (bits - 1));
        var vectors = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(codes);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = (vectors[i] ^ Vector256.Create(sign)) - Vector256.Create(sign);
        }
        for (int i = vectors.Length * Vector256<sbyte>.Count; i < codes.Length; i++)
        {
            codes[i] = (sbyte)((codes[i] ^ sign) - sign);
        }
    }

    void Share(Action<int> work)
    {
        if (_stripes == 1)
        {
            work(0);
            return;
        }
        Parallel.For(0, _stripes, new() { MaxDegreeOfParallelism = _stripes }, work);
    }

    (int First, int Count) Stripe(int index)
    {
        int first = (int)((long)rows * index / _stripes);
        return (first, (int)((long)rows * (index + 1) / _stripes) - first);
    }

    ReadOnlySpan<float> Values(int first, int count) => new(values + (long)first * columns, count * columns);
}
