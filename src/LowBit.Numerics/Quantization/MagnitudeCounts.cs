using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// Counts of values by magnitude, for quantiles of |x| that do not depend on order, threads or ranks: counts add.
/// A bucket is the exponent and the upper 8 of the 23 stored mantissa bits, so its upper edge is at most 1 + 2⁻⁸ times
/// any normal value in it. Not thread-safe: one per thread, then <see cref="Merge"/>.
/// </summary>
public sealed class MagnitudeCounts
{
    const int DroppedBits = 15, BucketCount = 1 << 16;
    const int FirstNonFinite = 0x7F80_0000 >> DroppedBits;

    readonly long[] _counts = new long[BucketCount];

    /// <summary>One count a bucket, ascending magnitudes; buckets of ranks add elementwise.</summary>
    public Span<long> Counts => _counts;

    /// <summary>Counts values; NaN and ±∞ go to the last buckets.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        var counts = _counts;
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
        {
            counts[(ushort)((bits << 1) >> (DroppedBits + 1))]++;
        }
    }

    /// <summary>Adds another's counts.</summary>
    public void Merge(MagnitudeCounts other)
    {
        for (int i = 0; i < BucketCount; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>Forgets all values.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>
    /// The largest float of the bucket in which the value of rank ⌈fraction · count⌉ lies, counted from 1 upwards: at
    /// least that many magnitudes are ≤ the result. 0 where nothing was counted, +∞ where the bucket is not finite.
    /// </summary>
    /// <param name="fraction">0 … 1; 0 gives the smallest magnitude's bucket, 1 the largest's.</param>
    public float Quantile(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        long total = Sum();
        long rank = Math.Max(1, (long)Math.Ceiling(fraction * total));
        long below = 0;
        for (int bucket = 0; bucket < FirstNonFinite; bucket++)
        {
            below += _counts[bucket];
            if (below >= rank)
            {
                return BitConverter.Int32BitsToSingle((bucket + 1 << DroppedBits) - 1);
            }
        }
        return total == 0 ? 0 : float.PositiveInfinity;
    }

    long Sum()
    {
        long sum = 0;
        foreach (long count in _counts)
        {
            sum += count;
        }
        return sum;
    }
}
