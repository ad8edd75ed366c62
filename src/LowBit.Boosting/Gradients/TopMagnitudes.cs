namespace LowBit.Boosting;

/// <summary>
/// A bound near the top of the magnitudes of one output, beyond which little of them is cut off. Magnitudes are counted by
/// their exponent and the upper 8 bits of their mantissa, but only from somewhat below the last round's bound on: gradients
/// change little from round to round, so nearly all rows are never counted. Where that was too high, all are counted again.
/// </summary>
sealed class TopMagnitudes
{
    /// <summary>Bits of a magnitude that its bucket does not tell.</summary>
    public const int DroppedBits = 15;

    const int BucketCount = 1 << 16;
    const int Margin = 128; // buckets: half a binade
    const int Lowest = 1; // what is below every other bucket needs no count

    readonly long[] _counts = new long[BucketCount];
    int _from = Lowest;

    /// <summary>Bits of the smallest magnitude that is counted.</summary>
    public uint From => (uint)_from << DroppedBits;

    /// <summary>The bucket of the bits of a magnitude.</summary>
    public static int BucketOf(uint bits) => (int)(bits >> DroppedBits);

    /// <summary>Counts values by their buckets; none is below that of <see cref="From"/>.</summary>
    public void Add(ReadOnlySpan<int> buckets)
    {
        long[] counts = _counts;
        if (buckets.IsEmpty)
        {
            return;
        }
        int others = buckets.IndexOfAnyExcept(buckets[0]); // none with losses like L1: all magnitudes are the same
        int equal = others < 0 ? buckets.Length : others;
        counts[(ushort)buckets[0]] += equal;
        foreach (int bucket in buckets[equal..])
        {
            counts[(ushort)bucket]++;
        }
    }

    /// <summary>The counts of the buckets that may have any; those of ranks add elementwise.</summary>
    /// <param name="max">The largest magnitude, of all ranks.</param>
    public Span<long> Counts(float max) => _counts.AsSpan(_from, Math.Max(0, Top(max) + 1 - _from));

    /// <summary>
    /// The smallest bound with Σ max(0, |g| − bound) ≤ allowed, where every value counts as the largest float of its bucket, and
    /// the bound is one of these, at least that of the smallest magnitude. The counts start again from 0: those of the next
    /// round, or of all values where the result is null.
    /// </summary>
    /// <param name="allowed">≥ 0.</param>
    /// <param name="count">Values of all ranks, counted or not.</param>
    /// <param name="max">The largest magnitude.</param>
    /// <returns>null: it is below what was counted.</returns>
    public float? Bound(double allowed, long count, float max)
    {
        double above = 0;
        long rows = 0;
        int bucket = Top(max);
        for (; bucket >= _from && rows < count && above - rows * (double)Largest(bucket) <= allowed; bucket--)
        {
            above += _counts[bucket] * (double)Largest(bucket);
            rows += _counts[bucket];
        }
        Counts(max).Clear();
        bool isFound = bucket >= _from || rows == count || _from == Lowest;
        _from = isFound ? Math.Max(Lowest, bucket + 1 - Margin) : Lowest;
        return count == 0 ? 0 : isFound ? Largest(bucket + 1) : null;
    }

    static float Largest(int bucket) => BitConverter.Int32BitsToSingle((bucket + 1 << DroppedBits) - 1);

    static int Top(float max) => BucketOf(BitConverter.SingleToUInt32Bits(max));
}
