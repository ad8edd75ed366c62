using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// The inner loops over rows and features. A row's packed gradient is 16 bits (gradient level in the high byte, hessian
/// level in the low one); it becomes one word that a single add puts into all fields of a bin. There is one version for
/// all processors: the loop is bound by one store a cycle, and no vector instruction scatters faster.
/// </summary>
static unsafe class HistogramKernel
{
    /// <summary>
    /// Bins from one feature of a tile to the next: a constant offset costs no load. 256 and some more, or the low bins of all
    /// features would fall into the same few sets of the first-level cache, and features with few bins have no others.
    /// </summary>
    public const int TileBins = 272;

    /// <summary>
    /// Rows to fetch ahead; without it the loop waits for memory (measured: on Zen 3 12 … 48 are equally good, on Zen 5 leaves of
    /// 1/16 of a table's rows take 1.24 times as long with 24, and no less with 64 … 192).
    /// </summary>
    public const int PrefetchRows = 48;

    /// <summary>Adds rows to 16 + 16-bit words.</summary>
    /// <param name="rows">The rows; at most as many as 16-bit halves hold.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="words">in, out: [features × TileBins] gradient sum · 2¹⁶ + hessian sum.</param>
    public static void AddNarrow(RowSegment rows, FeatureTile<byte> tile, int* words)
    {
        nint stride = tile.Stride;
        int features = tile.ColumnCount, count = rows.Count, prefetched = count - PrefetchRows - 1, i = 0;
        byte* bins = tile.Row(0);
        int* indices = rows.Rows;
        short* packed = rows.Packed;
        if (rows.AreNeighbours)
        {
            AddNarrow(packed, count, bins + indices[0] * stride, stride, features, words);
            return;
        }
        PrefetchFirst(indices, count, bins, stride);
        for (; i < prefetched; i += 2)
        {
            Prefetch(bins + indices[i + PrefetchRows] * stride);
            Prefetch(bins + indices[i + PrefetchRows + 1] * stride);
            AddTwo(bins + indices[i] * stride, bins + indices[i + 1] * stride, features, WordOf(packed[i]), WordOf(packed[i + 1]), words);
        }
        for (; i < count - 1; i += 2)
        {
            AddTwo(bins + indices[i] * stride, bins + indices[i + 1] * stride, features, WordOf(packed[i]), WordOf(packed[i + 1]), words);
        }
        if (i < count)
        {
            AddRow(bins + indices[i] * stride, features, WordOf(packed[i]), words);
        }
    }

    /// <summary>Neighbouring rows, which the processor fetches ahead by itself.</summary>
    static void AddNarrow(short* packed, int count, byte* row, nint stride, int features, int* words)
    {
        int i = 0;
        for (; i < count - 1; i += 2, row += 2 * stride)
        {
            AddTwo(row, row + stride, features, WordOf(packed[i]), WordOf(packed[i + 1]), words);
        }
        if (i < count)
        {
            AddRow(row, features, WordOf(packed[i]), words);
        }
    }

    /// <summary>All at once: they come while the first of them are waited for.</summary>
    static void PrefetchFirst(int* indices, int count, byte* bins, nint stride)
    {
        for (int i = 0; i < Math.Min(count, PrefetchRows); i++)
        {
            Prefetch(bins + indices[i] * stride);
        }
    }

    /// <summary>Two rows side by side: the processor has two chains of adds to do (measured: ×0.95 of the time on Zen 5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddTwo(byte* row, byte* next, int features, int word, int nextWord, int* words)
    {
        byte* end = row + features, end4 = end - 3;
        for (; row < end4; row += 4, next += 4, words += 4 * TileBins)
        {
            AddFour(row, word, words);
            AddFour(next, nextWord, words);
        }
        for (; row < end; row++, next++, words += TileBins)
        {
            int* first = words + (nuint)row[0];
            first[0] = first[0] + word;
            int* second = words + (nuint)next[0];
            second[0] = second[0] + nextWord;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WordOf(int packed) => ((packed >> 8) << 16) + (byte)packed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow(byte* row, int features, int word, int* words)
    {
        byte* end = row + features, end8 = end - 7;
        for (; row < end8; row += 8, words += 8 * TileBins)
        {
            AddFour(row, word, words);
            AddFour(row + 4, word, words + 4 * TileBins);
        }
        if (row < end - 3)
        {
            AddFour(row, word, words);
            row += 4;
            words += 4 * TileBins;
        }
        for (; row < end; row++, words += TileBins)
        {
            words[*row] += word;
        }
    }

    /// <summary>
    /// Spelled so that an add costs three instructions: load, address, add to memory. A sum of integers as index, or +=, costs
    /// five; measured: ×0.73 of the time on Zen 3.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddFour(byte* row, int word, int* words)
    {
        int* first = words + (nuint)row[0];
        int* second = words + (nuint)row[1];
        int* third = words + (nuint)row[2];
        int* fourth = words + (nuint)row[3];
        first[0] = first[0] + word;
        second[TileBins] = second[TileBins] + word;
        third[2 * TileBins] = third[2 * TileBins] + word;
        fourth[3 * TileBins] = fourth[3 * TileBins] + word;
    }

    /// <summary>Adds rows to the bins of byte columns.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="words">in, out: [features × TileBins × words of a bin].</param>
    public static void Add<TSums>(RowSegment rows, FeatureTile<byte> tile, long* words) where TSums : struct, IBinSums<TSums>
    {
        int stride = tile.Stride, features = tile.ColumnCount, prefetched = rows.Count - PrefetchRows;
        byte* bins = tile.Row(0);
        PrefetchFirst(rows.Rows, rows.Count, bins, stride);
        for (int i = 0; i < rows.Count; i++)
        {
            if (i < prefetched)
            {
                Prefetch(bins + (nint)rows.Rows[i + PrefetchRows] * stride);
            }
            AddRow(bins + (nint)rows.Rows[i] * stride, features, TSums.Of(rows, i), words);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow<TSums>(byte* row, int features, TSums sums, long* words) where TSums : struct, IBinSums<TSums>
    {
        byte* end = row + features;
        byte* end4 = end - 3;
        while (row < end4)
        {
            sums.AddTo(words + TSums.Words * row[0]);
            sums.AddTo(words + TSums.Words * (TileBins + row[1]));
            sums.AddTo(words + TSums.Words * (2 * TileBins + row[2]));
            sums.AddTo(words + TSums.Words * (3 * TileBins + row[3]));
            row += 4;
            words += 4 * TSums.Words * TileBins;
        }
        while (row < end)
        {
            sums.AddTo(words + TSums.Words * *row++);
            words += TSums.Words * TileBins;
        }
    }

    /// <summary>Adds rows to the bins of columns with any number of bins.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="firstCells">[columns] where each column's bins start.</param>
    /// <param name="words">in, out: [cells × words of a bin].</param>
    public static void Add<TSums>(RowSegment rows, FeatureTile<ushort> tile, int* firstCells, long* words)
        where TSums : struct, IBinSums<TSums>
    {
        ushort* bins = tile.Row(0);
        for (int i = 0; i < rows.Count; i++)
        {
            ushort* row = bins + (nint)rows.Rows[i] * tile.Stride;
            var sums = TSums.Of(rows, i);
            for (int column = 0; column < tile.ColumnCount; column++)
            {
                sums.AddTo(words + (nint)TSums.Words * (firstCells[column] + row[column]));
            }
        }
    }

    /// <summary>Σ over rows, packed or wide.</summary>
    public static GradientSums Sum(RowSegment rows)
    {
        if (rows.Packed is not null)
        {
            return SumPacked(rows.Packed, rows.Count);
        }
        long gradient = 0, hessian = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            var pair = rows.Gradients[rows.Rows[i]];
            gradient += pair.Gradient;
            hessian += pair.Hessian;
        }
        return new(gradient, hessian);
    }

    static GradientSums SumPacked(short* packed, int count)
    {
        const int MostRows = 1 << 23; // a lane takes every eighth row: 2²⁰ · 255 < 2³¹
        var sums = default(GradientSums);
        for (int begin = 0; begin < count; begin += MostRows)
        {
            sums += SumLanes(packed + begin, Math.Min(MostRows, count - begin));
        }
        return sums;
    }

    static GradientSums SumLanes(short* packed, int count)
    {
        Vector256<int> gradients = default, hessians = default;
        int i = 0;
        for (; i <= count - Vector256<short>.Count; i += Vector256<short>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Load(packed + i));
            gradients += (low >> 8) + (high >> 8);
            hessians += (low & Vector256.Create(0xFF)) + (high & Vector256.Create(0xFF));
        }
        long gradient = Vector256.Sum(Vector256.WidenLower(gradients) + Vector256.WidenUpper(gradients));
        long hessian = Vector256.Sum(Vector256.WidenLower(hessians) + Vector256.WidenUpper(hessians));
        for (; i < count; i++)
        {
            gradient += packed[i] >> 8;
            hessian += packed[i] & 0xFF;
        }
        return new(gradient, hessian);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }
}

/// <summary>A row's gradient and hessian in 32-bit fixed point.</summary>
/// <param name="Gradient">Gradient level.</param>
/// <param name="Hessian">Hessian level.</param>
readonly record struct FixedPointPair(int Gradient, int Hessian);
