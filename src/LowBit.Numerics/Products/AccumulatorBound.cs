namespace LowBit.Numerics;

/// <summary>
/// What fits an accumulator of P bits in two's complement, −2^(P − 1) … 2^(P − 1) − 1, for any values, in any order. What
/// decides is computed in integers.
/// </summary>
public static class AccumulatorBound
{
    /// <summary>Widest accumulator, and widest operand.</summary>
    public const int MaxAccumulatorBits = 64, MaxOperandBits = 32;

    /// <summary>
    /// How many products of symmetric levels, |q| ≤ 2^(bits − 1) − 1, always fit: ⌊(2^(P − 1) − 1) / (max · max)⌋
    /// [Das18]. With P = 32 and both operands of 16 bits: 2; 15: 8; 14: 32; 13: 128; 12: 512; 8: 133,144.
    /// </summary>
    /// <param name="leftBits">2 … 32.</param>
    /// <param name="rightBits">2 … 32.</param>
    /// <param name="accumulatorBits">P, 2 … 64.</param>
    public static long SafeChain(int leftBits, int rightBits, int accumulatorBits) =>
        (long)((Int128)MaxSum(accumulatorBits) / ((Int128)MaxLevel(leftBits, nameof(leftBits)) * MaxLevel(rightBits, nameof(rightBits))));

    /// <summary>
    /// A2Q: weights with Σ|w| up to this never overflow with inputs of N bits, T = (2^(P − 1) − 1) · 2^(σ − N), σ = 1 for
    /// signed inputs and 0 for others [Colbert23]. Exact for P ≤ 54, else rounded to nearest even.
    /// </summary>
    /// <param name="accumulatorBits">P, 2 … 64.</param>
    /// <param name="inputBits">N, 1 … 32.</param>
    /// <param name="sign">Whether inputs are −2^(N − 1) … 2^(N − 1) or 0 … 2^N.</param>
    public static double MaxNorm(int accumulatorBits, int inputBits, InputSign sign) =>
        (double)MaxSum(accumulatorBits) / MaxMagnitude(inputBits, sign);

    /// <summary>
    /// A2Q+: weights that sum to 0 may have Σ|w| up to (2^P − 2) / (2^N − 1) with unsigned inputs of N bits [Colbert24].
    /// </summary>
    /// <param name="accumulatorBits">P, 2 … 64.</param>
    /// <param name="inputBits">N, 1 … 32.</param>
    public static double MaxCenteredNorm(int accumulatorBits, int inputBits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputBits, MaxOperandBits);
        return (double)(2 * (Int128)MaxSum(accumulatorBits)) / ((1L << inputBits) - 1);
    }

    /// <summary>
    /// The fewest bits that no sum of K products of N-bit inputs and M-bit weights overflows: P ≥ α + φ(α) + 1,
    /// α = log₂K + N + M − 1 − σ, φ(α) = log₂(1 + 2^−α) [Colbert23], which is 2^(P − 1) − 1 ≥ K · 2^(N + M − 1 − σ).
    /// </summary>
    /// <param name="terms">K, ≥ 1.</param>
    /// <param name="inputBits">N, 1 … 32.</param>
    /// <param name="weightBits">M, 1 … 32: −2^(M − 1) … 2^(M − 1) − 1.</param>
    /// <param name="sign">Whether inputs are signed.</param>
    public static int MinBits(int terms, int inputBits, int weightBits, InputSign sign)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weightBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weightBits, MaxOperandBits);
        var needed = (Int128)terms * MaxMagnitude(inputBits, sign) << (weightBits - 1);
        int bits = 2;
        while (((Int128)1 << (bits - 1)) - 1 < needed)
        {
            bits++;
        }
        return bits;
    }

    /// <summary>
    /// Whether no input with |x| ≤ <paramref name="maxMagnitude"/> takes Σ w · x, or a part of it in any order, out of P
    /// bits: Σ|w| · max|x| ≤ 2^(P − 1) − 1. It is the exact condition for inputs that reach ±max|x|, but for a sum of
    /// −2^(P − 1), which fits while its negative does not.
    /// </summary>
    /// <param name="weights">A row of weights.</param>
    /// <param name="maxMagnitude">max|x|, ≥ 0.</param>
    /// <param name="accumulatorBits">P, 2 … 64.</param>
    public static bool IsSafe(ReadOnlySpan<sbyte> weights, long maxMagnitude, int accumulatorBits)
    {
        long norm = 0;
        foreach (sbyte weight in weights)
        {
            norm += Math.Abs((int)weight);
        }
        return Fits(norm, maxMagnitude, accumulatorBits);
    }

    /// <inheritdoc cref="IsSafe(ReadOnlySpan{sbyte}, long, int)"/>
    public static bool IsSafe(ReadOnlySpan<short> weights, long maxMagnitude, int accumulatorBits)
    {
        long norm = 0;
        foreach (short weight in weights)
        {
            norm += Math.Abs((int)weight);
        }
        return Fits(norm, maxMagnitude, accumulatorBits);
    }

    static bool Fits(long norm, long maxMagnitude, int accumulatorBits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxMagnitude);
        return (Int128)norm * maxMagnitude <= MaxSum(accumulatorBits);
    }

    static long MaxSum(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxAccumulatorBits);
        return long.MaxValue >> (MaxAccumulatorBits - bits);
    }

    static long MaxLevel(int bits, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxOperandBits, name);
        return (1L << (bits - 1)) - 1;
    }

    // 2^(N - σ): one more than the largest unsigned input, the magnitude of the smallest signed one
    static long MaxMagnitude(int bits, InputSign sign)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxOperandBits);
        return 1L << (sign == InputSign.Signed ? bits - 1 : bits);
    }
}
