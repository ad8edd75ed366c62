namespace LowBit.Boosting;

/// <summary>The distinct values of a sample in ascending order, each with its count; neighbouring doubles count as one.</summary>
readonly ref struct DistinctValues
{
    DistinctValues(ReadOnlySpan<double> values, ReadOnlySpan<int> counts)
    {
        Values = values;
        Counts = counts;
    }

    public ReadOnlySpan<double> Values { get; }

    public ReadOnlySpan<int> Counts { get; }

    public int Length => Values.Length;

    /// <summary>Condenses a sample in place.</summary>
    /// <param name="sample">in: values without NaN, any order; out: overwritten.</param>
    /// <param name="counts">out: room for as many counts.</param>
    /// <param name="moreZeros">Zeros that the sample has besides; it holds at least one where there are any.</param>
    public static DistinctValues Of(Span<double> sample, Span<int> counts, int moreZeros = 0)
    {
        sample.Sort();
        int last = -1;
        double previous = double.NaN;
        foreach (double value in sample)
        {
            if (last >= 0 && value <= Math.BitIncrement(previous))
            {
                counts[last]++;
            }
            else
            {
                counts[++last] = 1;
            }
            if (value == 0)
            {
                counts[last] += moreZeros;
                moreZeros = 0;
            }
            sample[last] = previous = value;
        }
        return new(sample[..(last + 1)], counts[..(last + 1)]);
    }

    /// <inheritdoc cref="Of(Span{double}, Span{int}, int)"/>
    public static DistinctValues Of(Span<double> sample) => Of(sample, new int[sample.Length]);

    public DistinctValues Slice(int start, int length) => new(Values.Slice(start, length), Counts.Slice(start, length));

    public int CountAll()
    {
        int total = 0;
        foreach (int count in Counts)
        {
            total += count;
        }
        return total;
    }
}
