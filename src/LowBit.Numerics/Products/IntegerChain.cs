namespace LowBit.Numerics;

/// <summary>
/// Terms that are summed in int32 before their sum is rounded: never more than int32 holds, whatever the levels
/// [Das18].
/// </summary>
public readonly record struct IntegerChain
{
    /// <summary>Widest operand.</summary>
    public const int MaxBits = 16;

    /// <summary>The longest safe chain: 2 terms for 16 bits, 8 for 15, 32 for 14, 128 for 13, 512 for 12, 133,144 for 8.</summary>
    /// <param name="bits">2 … 16: levels of both operands are |q| ≤ 2^(bits − 1) − 1.</param>
    public IntegerChain(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxBits);
        (Bits, Length) = (bits, (int)AccumulatorBound.SafeChain(bits, bits, 32));
    }

    /// <summary>A chain that is shorter.</summary>
    /// <param name="bits">2 … 16.</param>
    /// <param name="length">Terms, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is more than what is safe.</exception>
    public IntegerChain(int bits, int length)
        : this(bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (length > Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length,
                $"A chain of {length} terms of {bits} bits may overflow 32 bits; {Length} are safe. Use a shorter chain or "
                + $"fewer bits, or count overflows with {nameof(ChainedProduct)}.{nameof(ChainedProduct.MultiplyCounting)}.");
        }
        Length = length;
    }

    /// <summary>Bits of a level.</summary>
    public int Bits { get; }

    /// <summary>Terms of a chain.</summary>
    public int Length { get; }

    /// <summary>Largest level, 2^(bits − 1) − 1; the smallest is its negative.</summary>
    public int MaxLevel => (1 << (Bits - 1)) - 1;
}
