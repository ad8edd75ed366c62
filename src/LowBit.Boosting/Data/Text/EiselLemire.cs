using System.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Rounds w · 10^q to the nearest double, ties to even, with one or two 64 × 64-bit products ([Lemire21] algorithm 1).
/// </summary>
static class EiselLemire
{
    const int FractionBits = 52;
    const int Bias = 1023;
    const int InfiniteExponent = 2047;
    const ulong HiddenBit = 1UL << FractionBits;

    // Of the 64 product bits, 52 + 1 go into the significand, one rounds, and one may be lost to normalization.
    const int SpareBits = 64 - FractionBits - 3;

    /// <summary>False in the rare case that 128 bits of the power do not decide.</summary>
    /// <param name="w">The decimal digits, any 64-bit integer.</param>
    /// <param name="q">The decimal exponent.</param>
    /// <param name="value">out: the rounded value, 0 … +∞.</param>
    internal static bool TryRound(ulong w, int q, out double value)
    {
        if (w == 0 || q < PowersOfFive.MinExponent)
        {
            value = 0;
            return true;
        }
        if (q > PowersOfFive.MaxExponent)
        {
            value = double.PositiveInfinity;
            return true;
        }
        int shift = BitOperations.LeadingZeroCount(w);
        bool decided = TryMultiply(w << shift, q, out ulong high, out ulong low);
        value = Assemble(high, low, q, shift);
        return decided;
    }

    static bool TryMultiply(ulong w, int q, out ulong high, out ulong low)
    {
        const ulong undecided = (1UL << SpareBits) - 1;
        high = Math.BigMul(w, PowersOfFive.High(q), out low);
        if ((high & undecided) == undecided)
        {
            ulong carry = Math.BigMul(w, PowersOfFive.Low(q), out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }
        // 5^q is exact in 128 bits for 0 ≤ q ≤ 55, and for −27 ≤ q < 0 the quotient cannot come this close.
        return low != ulong.MaxValue || q is >= -27 and <= 55;
    }

    static double Assemble(ulong high, ulong low, int q, int shift)
    {
        int top = (int)(high >> 63);
        ulong significand = high >> (top + SpareBits);
        // 217706 / 2^16 is log2(10) closely enough for the floor to be right on the table's range.
        int exponent = (217706 * q >> 16) + 63 + top - shift + Bias;
        if (exponent <= 0)
        {
            return Subnormal(significand, 1 - exponent);
        }
        // A tie is possible only where 5^q or 5^−q fits 64 bits; it goes down to even if nothing was cut off.
        if (low <= 1 && q is >= -4 and <= 23 && (significand & 3) == 1 && significand << (top + SpareBits) == high)
        {
            significand--;
        }
        significand = (significand + 1) >> 1;
        if (significand == HiddenBit << 1)
        {
            significand = HiddenBit;
            exponent++;
        }
        return exponent >= InfiniteExponent
            ? double.PositiveInfinity
            : BitConverter.UInt64BitsToDouble(((ulong)exponent << FractionBits) | (significand & ~HiddenBit));
    }

    // Rounding up into the hidden bit gives the smallest normal number: the bits carry over by themselves.
    static double Subnormal(ulong significand, int shift) =>
        shift >= 64 ? 0 : BitConverter.UInt64BitsToDouble(((significand >> shift) + 1) >> 1);
}
