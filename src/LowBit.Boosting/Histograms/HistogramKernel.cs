using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// The inner loops over rows and features. A row's packed gradient is 16 bits (gradient level in the high byte, hessian
/// level in the low one); it becomes one word that a single add puts into both halves of a bin. There is one version for
/// all processors: the loop is bound by one store a cycle, and no vector instruction scatters faster.
/// </summary>
static unsafe class HistogramKernel
{
    /// <summary>Bins a feature has in a tile, used or not: a constant offset costs no load.</summary>
    public const int TileBins = 256;

    /// <summary>Rows to fetch ahead; without it the loop waits for memory (measured: 12 … 48 are equally good).</summary>
    const int PrefetchRows = 24;

    /// <summary>Adds rows to 16 + 16-bit words.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="packed">[count] their packed gradients.</param>
    /// <param name="count">Rows; at most what 16-bit halves hold.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="words">in, out: [features × 256] gradient sum · 2¹⁶ + hessian sum.</param>
    public static void AddNarrow(int* rows, short* packed, int count, FeatureTile<byte> tile, int* words)
    {
        int stride = tile.Stride, features = tile.ColumnCount;
        byte* bins = tile.Row(0);
        int prefetched = count - PrefetchRows;
        for (int i = 0; i < count; i++)
        {
            if (i < prefetched)
            {
                Prefetch(bins + (nint)rows[i + PrefetchRows] * stride);
            }
            byte* row = bins + (nint)rows[i] * stride;
            int word = ((packed[i] >> 8) << 16) + (packed[i] & 0xFF);
            AddRow(row, features, word, words);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow(byte* row, int features, int word, int* words)
    {
        byte* end = row + features;
        byte* end4 = end - 3;
        while (row < end4)
        {
            words[row[0]] += word;
            words[TileBins + row[1]] += word;
            words[2 * TileBins + row[2]] += word;
            words[3 * TileBins + row[3]] += word;
            row += 4;
            words += 4 * TileBins;
        }
        while (row < end)
        {
            words[*row++] += word;
            words += TileBins;
        }
    }

    /// <summary>Adds rows to 32 + 32-bit words, which no leaf overflows.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="packed">[count] their packed gradients.</param>
    /// <param name="count">Rows.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="words">in, out: [features × 256] gradient sum · 2³² + hessian sum.</param>
    public static void AddPacked(int* rows, short* packed, int count, FeatureTile<byte> tile, long* words)
    {
        int stride = tile.Stride, features = tile.ColumnCount;
        byte* bins = tile.Row(0);
        int prefetched = count - PrefetchRows;
        for (int i = 0; i < count; i++)
        {
            if (i < prefetched)
            {
                Prefetch(bins + (nint)rows[i + PrefetchRows] * stride);
            }
            byte* row = bins + (nint)rows[i] * stride;
            long word = Widen(packed[i]);
            long* target = words;
            for (int feature = 0; feature < features; feature++, target += TileBins)
            {
                target[row[feature]] += word;
            }
        }
    }

    /// <summary>Adds rows of 32-bit fixed-point gradients to two 64-bit words a bin.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="gradients">By row: gradient and hessian levels.</param>
    /// <param name="count">Rows.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="words">in, out: [features × 256 × 2] gradient sum, hessian sum.</param>
    public static void AddWide(int* rows, FixedPointPair* gradients, int count, FeatureTile<byte> tile, long* words)
    {
        int stride = tile.Stride, features = tile.ColumnCount;
        byte* bins = tile.Row(0);
        int prefetched = count - PrefetchRows;
        for (int i = 0; i < count; i++)
        {
            if (i < prefetched)
            {
                Prefetch(bins + (nint)rows[i + PrefetchRows] * stride);
                Prefetch(gradients + rows[i + PrefetchRows]);
            }
            byte* row = bins + (nint)rows[i] * stride;
            long gradient = gradients[rows[i]].Gradient, hessian = gradients[rows[i]].Hessian;
            long* target = words;
            for (int feature = 0; feature < features; feature++, target += 2 * TileBins)
            {
                long* bin = target + 2 * row[feature];
                bin[0] += gradient;
                bin[1] += hessian;
            }
        }
    }

    /// <summary>Adds rows to 32 + 32-bit words of columns with any number of bins.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="packed">[count] their packed gradients.</param>
    /// <param name="count">Rows.</param>
    /// <param name="tile">Bins by row.</param>
    /// <param name="firstCells">[columns] where each column's bins start.</param>
    /// <param name="words">in, out: [cells].</param>
    public static void AddPacked(int* rows, short* packed, int count, FeatureTile<ushort> tile, int* firstCells, long* words)
    {
        ushort* bins = tile.Row(0);
        for (int i = 0; i < count; i++)
        {
            ushort* row = bins + (nint)rows[i] * tile.Stride;
            long word = Widen(packed[i]);
            for (int column = 0; column < tile.ColumnCount; column++)
            {
                words[firstCells[column] + row[column]] += word;
            }
        }
    }

    /// <inheritdoc cref="AddPacked(int*, short*, int, FeatureTile{ushort}, int*, long*)"/>
    public static void AddWide(
        int* rows, FixedPointPair* gradients, int count, FeatureTile<ushort> tile, int* firstCells, long* words)
    {
        ushort* bins = tile.Row(0);
        for (int i = 0; i < count; i++)
        {
            ushort* row = bins + (nint)rows[i] * tile.Stride;
            for (int column = 0; column < tile.ColumnCount; column++)
            {
                AddWide(words, firstCells[column] + row[column], gradients[rows[i]]);
            }
        }
    }

    /// <summary>Adds rows to 32 + 32-bit words of the cells of sparse columns.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="packed">[count] their packed gradients.</param>
    /// <param name="count">Rows.</param>
    /// <param name="sparse">Cells by row.</param>
    /// <param name="words">in, out: [cells].</param>
    public static void AddPacked(int* rows, short* packed, int count, SparseCells sparse, long* words)
    {
        long* starts = sparse.Starts;
        int prefetched = count - PrefetchRows;
        for (int i = 0; i < count; i++)
        {
            if (i < prefetched)
            {
                Prefetch(sparse.Cells + starts[rows[i + PrefetchRows]]);
            }
            long word = Widen(packed[i]);
            int* end = sparse.Cells + starts[rows[i] + 1];
            for (int* cell = sparse.Cells + starts[rows[i]]; cell < end; cell++)
            {
                words[*cell] += word;
            }
        }
    }

    /// <inheritdoc cref="AddPacked(int*, short*, int, SparseCells, long*)"/>
    public static void AddWide(int* rows, FixedPointPair* gradients, int count, SparseCells sparse, long* words)
    {
        long* starts = sparse.Starts;
        for (int i = 0; i < count; i++)
        {
            int* end = sparse.Cells + starts[rows[i] + 1];
            for (int* cell = sparse.Cells + starts[rows[i]]; cell < end; cell++)
            {
                AddWide(words, *cell, gradients[rows[i]]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Widen(short packed) => ((long)(packed >> 8) << 32) + (packed & 0xFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddWide(long* words, int cell, FixedPointPair pair)
    {
        words[2 * cell] += pair.Gradient;
        words[2 * cell + 1] += pair.Hessian;
    }

    /// <summary>Σ over rows of packed gradients.</summary>
    /// <param name="packed">[count].</param>
    /// <param name="count">Rows.</param>
    public static GradientSums Sum(short* packed, int count)
    {
        long gradient = 0, hessian = 0;
        for (int i = 0; i < count; i++)
        {
            gradient += packed[i] >> 8;
            hessian += packed[i] & 0xFF;
        }
        return new(gradient, hessian);
    }

    /// <summary>Σ over rows of 32-bit fixed-point gradients.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="gradients">By row.</param>
    /// <param name="count">Rows.</param>
    public static GradientSums Sum(int* rows, FixedPointPair* gradients, int count)
    {
        long gradient = 0, hessian = 0;
        for (int i = 0; i < count; i++)
        {
            gradient += gradients[rows[i]].Gradient;
            hessian += gradients[rows[i]].Hessian;
        }
        return new(gradient, hessian);
    }

    /// <summary>Counts rows by bin of one feature.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="count">Rows.</param>
    /// <param name="column">Bins of the feature by row.</param>
    /// <param name="counts">in, out: [bins].</param>
    public static void Count(int* rows, int count, byte* column, int* counts)
    {
        for (int i = 0; i < count; i++)
        {
            counts[column[rows[i]]]++;
        }
    }

    /// <inheritdoc cref="Count(int*, int, byte*, int*)"/>
    public static void Count(int* rows, int count, ushort* column, int* counts)
    {
        for (int i = 0; i < count; i++)
        {
            counts[column[rows[i]]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(void* address)
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
