using System.Buffers;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Rows by descending score; rows of equal score keep their order. A radix sort over the ordered bits.</summary>
static class ScoreOrder
{
    const int DigitBits = 11, DigitCount = 1 << DigitBits, PassCount = 6; // 6 · 11 ≥ 64

    /// <param name="scores">Scores, finite; −0 equals 0.</param>
    /// <param name="order">out: row indices [scores.Length].</param>
    public static void Descending(ReadOnlySpan<double> scores, Span<int> order)
    {
        int count = scores.Length;
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(count), sortedKeys = ArrayPool<ulong>.Shared.Rent(count);
        int[] rows = ArrayPool<int>.Shared.Rent(count), sortedRows = ArrayPool<int>.Shared.Rent(count);
        var digits = CountDigits(scores, keys, rows);
        for (int pass = 0; pass < PassCount; pass++)
        {
            var next = digits.AsSpan(pass * DigitCount, DigitCount);
            if (next.Contains(count))
            {
                continue; // one digit for all
            }
            Scatter(keys.AsSpan(0, count), rows, pass * DigitBits, next, sortedKeys, sortedRows);
            (keys, sortedKeys, rows, sortedRows) = (sortedKeys, keys, sortedRows, rows);
        }
        rows.AsSpan(0, count).CopyTo(order);
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<ulong>.Shared.Return(sortedKeys);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<int>.Shared.Return(sortedRows);
    }

    static int[] CountDigits(ReadOnlySpan<double> scores, Span<ulong> keys, Span<int> rows)
    {
        var counts = new int[PassCount * DigitCount];
        for (int row = 0; row < scores.Length; row++)
        {
            ulong key = ~OrderedBits.Of(scores[row] + 0.0); // descending; −0 + 0 = +0
            (keys[row], rows[row]) = (key, row);
            for (int pass = 0; pass < PassCount; pass++)
            {
                counts[pass * DigitCount + ((int)(key >> (pass * DigitBits)) & (DigitCount - 1))]++;
            }
        }
        return counts;
    }

    static void Scatter(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<int> rows, int shift, Span<int> counts, Span<ulong> sortedKeys, Span<int> sortedRows)
    {
        int start = 0;
        foreach (ref int count in counts)
        {
            (count, start) = (start, start + count);
        }
        for (int i = 0; i < keys.Length; i++)
        {
            int place = counts[(int)(keys[i] >> shift) & (DigitCount - 1)]++;
            (sortedKeys[place], sortedRows[place]) = (keys[i], rows[i]);
        }
    }
}
