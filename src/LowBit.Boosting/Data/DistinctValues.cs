using System.Runtime.InteropServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>The distinct values of a sample in ascending order, each with its count; neighbouring doubles count as one.</summary>
readonly ref struct DistinctValues
{
    const ulong Sign = 1ul << 63;
    const ulong Zero = Sign; // the key of 0

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
        var keys = MemoryMarshal.Cast<double, ulong>(sample);
        foreach (ref ulong key in keys)
        {
            key = KeyOf(key);
        }
        var scratch = new NativeBuffer<ulong>(keys.Length);
        RadixSort.Sort(keys, scratch.Span);
        scratch.Free();
        int last = -1;
        ulong previous = 0;
        foreach (ulong key in keys)
        {
            if (last < 0 || key - previous > 1)
            {
                counts[++last] = 0;
            }
            counts[last]++;
            if (key == Zero)
            {
                counts[last] += moreZeros;
                moreZeros = 0;
            }
            keys[last] = previous = key;
        }
        var distinct = sample[..(last + 1)];
        foreach (ref double value in distinct)
        {
            value = ValueOf(BitConverter.DoubleToUInt64Bits(value));
        }
        return new(distinct, counts[..(last + 1)]);
    }

    /// <summary>A number of the same order from the bits of a double: neighbouring doubles differ by 1, −0 is 0.</summary>
    static ulong KeyOf(ulong bits) => ((bits & Sign) != 0 ? Sign - bits : bits) ^ Sign;

    static double ValueOf(ulong key)
    {
        ulong bits = key ^ Sign;
        return BitConverter.UInt64BitsToDouble((bits & Sign) != 0 ? Sign - bits : bits);
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
