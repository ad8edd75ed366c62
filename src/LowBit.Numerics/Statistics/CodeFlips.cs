using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Codes that an update changed: what oscillates, or does not move at all.</summary>
public static class CodeFlips
{
    /// <summary>How many codes differ. The same on every path; allocates nothing.</summary>
    /// <param name="before">One code a byte.</param>
    /// <param name="after">As many.</param>
    /// <param name="path">How to count.</param>
    public static int Count(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, KernelPath path)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(after.Length, before.Length);
        int count = 0, done = path == KernelPath.Scalar ? 0 : CountVectors(before, after, out count);
        for (int i = done; i < before.Length; i++)
        {
            count += before[i] != after[i] ? 1 : 0;
        }
        return count;
    }

    /// <summary>The share of codes that differ, 0 … 1; 0 for none. See <see cref="Count"/>.</summary>
    /// <param name="before">One code a byte.</param>
    /// <param name="after">As many.</param>
    /// <param name="path">How to count.</param>
    public static double Rate(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, KernelPath path) =>
        before.IsEmpty ? 0 : (double)Count(before, after, path) / before.Length;

    static int CountVectors(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, out int count)
    {
        var from = MemoryMarshal.Cast<byte, Vector256<byte>>(before);
        var to = MemoryMarshal.Cast<byte, Vector256<byte>>(after);
        int same = 0;
        for (int i = 0; i < from.Length; i++)
        {
            same += BitOperations.PopCount(Vector256.Equals(from[i], to[i]).ExtractMostSignificantBits());
        }
        count = from.Length * Vector256<byte>.Count - same;
        return from.Length * Vector256<byte>.Count;
    }
}
