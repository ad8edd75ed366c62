using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>
/// Up to 256 ascending edges in rows of 16, so that the edges below a value are counted in two looks: 16 coarse edges choose
/// a row, which is counted. Comparisons only, so every instruction set counts the same.
/// </summary>
static class EdgeRows
{
    public const int MostEdges = 256;

    const int RowLength = 16;

    /// <summary>The edges, +∞ behind them, then the last edge of each row.</summary>
    public static double[] Pad(ReadOnlySpan<double> edges)
    {
        var padded = new double[MostEdges + RowLength];
        Array.Fill(padded, double.PositiveInfinity);
        edges.CopyTo(padded);
        for (int row = 0; row < RowLength; row++)
        {
            padded[MostEdges + row] = padded[(row + 1) * RowLength - 1];
        }
        return padded;
    }

    /// <summary>Number of edges &lt; value; 0 for NaN.</summary>
    /// <param name="edges">The first of what <see cref="Pad"/> gave.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountBelow(ref double edges, double value)
    {
        ref double coarse = ref Unsafe.Add(ref edges, MostEdges);
        int row = Math.Min(CountRow(ref coarse, value), RowLength - 1) * RowLength;
        return row + CountRow(ref Unsafe.Add(ref edges, row), value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountRow(ref double edges, double value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var wide = Vector512.Create(value);
            ulong wideMask = Vector512.LessThan(Vector512.LoadUnsafe(ref edges), wide).ExtractMostSignificantBits()
                | (Vector512.LessThan(Vector512.LoadUnsafe(ref edges, 8), wide).ExtractMostSignificantBits() << 8);
            return BitOperations.PopCount(wideMask);
        }
        var values = Vector256.Create(value);
        uint mask = Vector256.LessThan(Vector256.LoadUnsafe(ref edges), values).ExtractMostSignificantBits()
            | (Vector256.LessThan(Vector256.LoadUnsafe(ref edges, 4), values).ExtractMostSignificantBits() << 4)
            | (Vector256.LessThan(Vector256.LoadUnsafe(ref edges, 8), values).ExtractMostSignificantBits() << 8)
            | (Vector256.LessThan(Vector256.LoadUnsafe(ref edges, 12), values).ExtractMostSignificantBits() << 12);
        return BitOperations.PopCount(mask);
    }
}
