using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// Sorts 64-bit keys byte by byte from the lowest on, in time linear in their number; a byte that all keys share is passed
/// over. Three to four times as fast as the library's sort from some ten thousand keys on.
/// </summary>
static class RadixSort
{
    const int Digits = sizeof(ulong), Buckets = 256;
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
            if (starts[(byte)(from[0] >> (8 * digit))] == keys.Length)
            {
                continue;
            }
            ToStarts(starts);
            Scatter(from, 8 * digit, starts, to);
            var sorted = to;
            to = from;
            from = sorted;
        }
        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(from), ref MemoryMarshal.GetReference(keys)))
        {
            from.CopyTo(keys);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Count(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        ref int start = ref MemoryMarshal.GetReference(counts);
        foreach (ulong key in keys)
        {
            for (int digit = 0; digit < Digits; digit++)
            {
                Unsafe.Add(ref start, digit * Buckets + (int)((key >> (8 * digit)) & 0xFF))++;
            }
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
}
