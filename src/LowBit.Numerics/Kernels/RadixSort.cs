using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// Sorts 64-bit keys by their upper halves, byte by byte from the lowest on, in time linear in their number; a byte that
/// all keys share is passed over. Runs of keys with the same upper half, which are short where keys are bits of doubles,
/// are sorted by comparing.
/// </summary>
static class RadixSort
{
    const int Digits = 4, Buckets = 256, FirstShift = 32;
    const int Fewest = 256; // below, counting costs more than comparing

    /// <param name="keys">in: any order; out: ascending.</param>
    /// <param name="scratch">[keys.Length or more] overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sort(Span<ulong> keys, Span<ulong> scratch)
    {
        if (keys.Length < Fewest)
        {
            keys.Sort();
            return;
        }
        Span<int> counts = stackalloc int[Digits * Buckets];
        counts.Clear();
        Count(keys, counts);
        Span<ulong> from = keys, to = scratch[..keys.Length];
        for (int digit = 0; digit < Digits; digit++)
        {
            var starts = counts.Slice(digit * Buckets, Buckets);
            int shift = FirstShift + 8 * digit;
            if (starts[(byte)(from[0] >> shift)] == keys.Length)
            {
                continue;
            }
            ToStarts(starts);
            Scatter(from, shift, starts, to);
            var sorted = to;
            to = from;
            from = sorted;
        }
        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(from), ref MemoryMarshal.GetReference(keys)))
        {
            from.CopyTo(keys);
        }
        SortRuns(keys);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Count(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        ref int start = ref MemoryMarshal.GetReference(counts);
        foreach (ulong key in keys)
        {
            uint upper = (uint)(key >> FirstShift);
            Unsafe.Add(ref start, (int)(upper & 0xFF))++;
            Unsafe.Add(ref start, Buckets + (int)(upper >> 8 & 0xFF))++;
            Unsafe.Add(ref start, 2 * Buckets + (int)(upper >> 16 & 0xFF))++;
            Unsafe.Add(ref start, 3 * Buckets + (int)(upper >> 24))++;
        }
    }

    static void ToStarts(Span<int> counts)
    {
        int start = 0;
        foreach (ref int count in counts)
        {
            (count, start) = (start, start + count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Scatter(ReadOnlySpan<ulong> from, int shift, Span<int> starts, Span<ulong> to)
    {
        ref int start = ref MemoryMarshal.GetReference(starts);
        ref ulong target = ref MemoryMarshal.GetReference(to);
        foreach (ulong key in from)
        {
            ref int at = ref Unsafe.Add(ref start, (int)((key >> shift) & 0xFF));
            Unsafe.Add(ref target, at++) = key;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SortRuns(Span<ulong> keys)
    {
        int begin = 0;
        for (int end = 1; end <= keys.Length; end++)
        {
            if (end < keys.Length && keys[end] >> FirstShift == keys[begin] >> FirstShift)
            {
                continue;
            }
            if (end - begin == 2)
            {
                (ulong first, ulong second) = (keys[begin], keys[begin + 1]);
                (keys[begin], keys[begin + 1]) = (Math.Min(first, second), Math.Max(first, second));
            }
            else if (end - begin > 2)
            {
                keys[begin..end].Sort();
            }
            begin = end;
        }
    }
}
