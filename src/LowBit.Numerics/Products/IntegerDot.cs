using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Dot products of integers: exact, the same on every path, without allocation. No terms give 0.</summary>
public static class IntegerDot
{
    /// <summary>
    /// How many int8 products always fit int32: 128² · 131,071 ≤ 2³¹ − 1, and one more (−128)² would not. Without −128
    /// it would be <see cref="AccumulatorBound.SafeChain"/>(8, 8, 32) = 133,144.
    /// </summary>
    public const int MaxTerms = int.MaxValue / (sbyte.MinValue * sbyte.MinValue);

    /// <summary>Σ left[i] · right[i].</summary>
    /// <param name="left">At most <see cref="MaxTerms"/>.</param>
    /// <param name="right">As many.</param>
    /// <param name="path">How to compute it.</param>
    /// <exception cref="ArgumentException">Lengths differ, or are greater than <see cref="MaxTerms"/>.</exception>
    public static int Of(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, KernelPath path)
    {
        CheckLengths(left.Length, right.Length);
        CheckTerms(left.Length, MaxTerms, nameof(left));
        return Sum(left, right, path);
    }

    /// <summary>Σ left[i] · right[i] of levels |q| ≤ 2^(bits − 1) − 1.</summary>
    /// <param name="left">At most <see cref="AccumulatorBound.SafeChain"/>(bits, bits, 32).</param>
    /// <param name="right">As many.</param>
    /// <param name="bits">2 … 16.</param>
    /// <param name="path">How to compute it.</param>
    /// <exception cref="ArgumentException">Lengths differ, or are greater than what is safe.</exception>
    /// <exception cref="OverflowException">A value has more bits than stated, and the sum does not fit.</exception>
    public static int Of(ReadOnlySpan<short> left, ReadOnlySpan<short> right, int bits, KernelPath path)
    {
        CheckLengths(left.Length, right.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        CheckTerms(left.Length, AccumulatorBound.SafeChain(bits, bits, 32), nameof(left));
        return checked((int)Wide(left, right, path));
    }

    /// <summary>Σ left[i] · right[i] in 64 bits: any length, −128 included.</summary>
    /// <param name="left">The one factor of each term.</param>
    /// <param name="right">As many.</param>
    /// <param name="path">How to compute it.</param>
    public static long Wide(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, KernelPath path)
    {
        CheckLengths(left.Length, right.Length);
        long sum = 0;
        for (; left.Length > MaxTerms; left = left[MaxTerms..], right = right[MaxTerms..])
        {
            sum += Sum(left[..MaxTerms], right[..MaxTerms], path);
        }
        return sum + Sum(left, right, path);
    }

    /// <summary>Σ left[i] · right[i] in 64 bits: any length, −32,768 included.</summary>
    /// <param name="left">The one factor of each term.</param>
    /// <param name="right">As many.</param>
    /// <param name="path">How to compute it.</param>
    public static long Wide(ReadOnlySpan<short> left, ReadOnlySpan<short> right, KernelPath path)
    {
        CheckLengths(left.Length, right.Length);
        long sum = 0;
        int done = path == KernelPath.Scalar ? 0 : WideVectors(left, right, path, out sum);
        for (int i = done; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }
        return sum;
    }

    internal static void CheckTerms(long terms, long safe, string name)
    {
        if (terms > safe)
        {
            throw new ArgumentException(
                $"{terms} terms may overflow 32 bits; {safe} are safe for these operands. Use fewer, or a sum in 64 bits.", name);
        }
    }

    static void CheckLengths(int left, int right)
    {
        if (left != right)
        {
            throw new ArgumentException($"left has {left} terms and right {right}; they must be as many.", nameof(right));
        }
    }

    static int Sum(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, KernelPath path)
    {
        int sum = 0;
        int done = path == KernelPath.Scalar ? 0 : SumVectors(left, right, path, out sum);
        for (int i = done; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }
        return sum;
    }

    static int SumVectors(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, KernelPath path, out int sum)
    {
        var lefts = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(left);
        var rights = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(right);
        Vector256<int> low = default, high = default;
        for (int i = 0; i < lefts.Length; i++)
        {
            (var left0, var left1) = Vector256.Widen(lefts[i]);
            (var right0, var right1) = Vector256.Widen(rights[i]);
            if (path == KernelPath.Vector)
            {
                low = PairDot.Add(low, left0.AsInt32(), right0.AsInt32());
                high = PairDot.Add(high, left1.AsInt32(), right1.AsInt32());
            }
            else
            {
                low = PairDotAvx2.Add(low, left0.AsInt32(), right0.AsInt32());
                high = PairDotAvx2.Add(high, left1.AsInt32(), right1.AsInt32());
            }
        }
        sum = Vector256.Sum(low + high);
        return lefts.Length * Vector256<sbyte>.Count;
    }

    // A pair's products sum to −2³¹ + 65,536 … 2³¹. Less 1 it fits 32 bits, and wraps around to where it fits.
    static int WideVectors(ReadOnlySpan<short> left, ReadOnlySpan<short> right, KernelPath path, out long sum)
    {
        var lefts = MemoryMarshal.Cast<short, Vector256<int>>(left);
        var rights = MemoryMarshal.Cast<short, Vector256<int>>(right);
        var lessOne = Vector256.Create(-1);
        Vector256<long> sums = default;
        for (int i = 0; i < lefts.Length; i++)
        {
            (var low, var high) = Vector256.Widen(path == KernelPath.Vector
                ? PairDot.Add(lessOne, lefts[i], rights[i])
                : PairDotAvx2.Add(lessOne, lefts[i], rights[i]));
            sums += low + high;
        }
        sum = Vector256.Sum(sums) + (long)lefts.Length * Vector256<int>.Count;
        return lefts.Length * Vector256<short>.Count;
    }
}
