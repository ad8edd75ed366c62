using System.Numerics;

namespace LowBit.Numerics;

/// <summary>
/// An accumulator of P bits in two's complement, simulated addition by addition: products come in order, one each, in full
/// width. Slow; a reference and a counter of overflows.
/// </summary>
public readonly record struct Accumulator
{
    /// <summary>Makes one.</summary>
    /// <param name="bits">P, 2 … 32.</param>
    /// <param name="overflow">What an overflow leaves.</param>
    public Accumulator(int bits, AccumulatorOverflow overflow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 32);
        (Bits, Overflow) = (bits, overflow);
    }

    /// <summary>Width, P.</summary>
    public int Bits { get; }

    /// <summary>What an overflow leaves.</summary>
    public AccumulatorOverflow Overflow { get; }

    /// <summary>Largest sum, 2^(P − 1) − 1; the smallest is one less than its negative.</summary>
    public int MaxSum => int.MaxValue >> (32 - Bits);

    /// <summary>Σ left[i] · right[i], added in order from 0 on.</summary>
    /// <param name="left">The one factor of each term.</param>
    /// <param name="right">As many, or more.</param>
    /// <param name="overflows">out: how many additions did not fit.</param>
    public int Dot(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, out long overflows) =>
        Dot<sbyte>(left, right, out overflows);

    /// <inheritdoc cref="Dot(ReadOnlySpan{sbyte}, ReadOnlySpan{sbyte}, out long)"/>
    public int Dot(ReadOnlySpan<short> left, ReadOnlySpan<short> right, out long overflows) =>
        Dot<short>(left, right, out overflows);

    /// <summary>destination[i, j] = Σ left[i, t] · right[j, t], each sum added in order of t from 0 on.</summary>
    /// <param name="left">[m × k]</param>
    /// <param name="right">[n × k]</param>
    /// <param name="destination">out: [m × n] row-major; what is behind stays as it is.</param>
    /// <returns>How many additions did not fit.</returns>
    public long Multiply(MatrixView<sbyte> left, MatrixView<sbyte> right, Span<int> destination) =>
        Multiply<sbyte>(left, right, destination);

    /// <inheritdoc cref="Multiply(MatrixView{sbyte}, MatrixView{sbyte}, Span{int})"/>
    public long Multiply(MatrixView<short> left, MatrixView<short> right, Span<int> destination) =>
        Multiply<short>(left, right, destination);

    /// <summary>The accumulator after an addition; <paramref name="overflows"/> gains 1 if it did not fit.</summary>
    internal int Add(int sum, long product, ref long overflows)
    {
        long exact = sum + product, max = MaxSum;
        if (exact <= max && exact >= ~max)
        {
            return (int)exact;
        }
        overflows++;
        return Overflow == AccumulatorOverflow.Saturate
            ? (int)Math.Clamp(exact, ~max, max)
            : (int)(exact << (64 - Bits) >> (64 - Bits));
    }

    int Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, out long overflows)
        where T : unmanaged, IBinaryInteger<T>
    {
        int sum = 0;
        overflows = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum = Add(sum, long.CreateTruncating(left[i]) * long.CreateTruncating(right[i]), ref overflows);
        }
        return sum;
    }

    long Multiply<T>(MatrixView<T> left, MatrixView<T> right, Span<int> destination)
        where T : unmanaged, IBinaryInteger<T>
    {
        destination = ProductShape.Check(left, right, destination);
        long overflows = 0;
        for (int i = 0; i < left.Rows; i++)
        {
            for (int j = 0; j < right.Rows; j++)
            {
                int sum = 0;
                for (int term = 0; term < left.Columns; term++)
                {
                    sum = Add(sum, long.CreateTruncating(left[i, term]) * long.CreateTruncating(right[j, term]), ref overflows);
                }
                destination[i * right.Rows + j] = sum;
            }
        }
        return overflows;
    }
}
