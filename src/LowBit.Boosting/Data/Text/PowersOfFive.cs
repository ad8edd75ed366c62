using System.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// 5^q for q = −342 … 308, scaled by a power of two to 128 bits with the top bit set and cut off; one unit more for
/// −27 ≤ q &lt; 0. Computed once in exact integers ([Lemire21]).
/// </summary>
static class PowersOfFive
{
    internal const int MinExponent = -342;
    internal const int MaxExponent = 308;
    const int Bits = 128;

    static readonly ulong[] Words = Compute();

    /// <summary>The upper 64 bits of 5^<paramref name="q"/>.</summary>
    internal static ulong High(int q) => Words[2 * (q - MinExponent)];

    /// <summary>The lower 64 bits of 5^<paramref name="q"/>.</summary>
    internal static ulong Low(int q) => Words[2 * (q - MinExponent) + 1];

    static ulong[] Compute()
    {
        var words = new ulong[2 * (MaxExponent - MinExponent + 1)];
        for (int q = MinExponent; q <= MaxExponent; q++)
        {
            var power = Scaled(q);
            words[2 * (q - MinExponent)] = (ulong)(power >> 64);
            words[2 * (q - MinExponent) + 1] = (ulong)(power & ulong.MaxValue);
        }
        return words;
    }

    static BigInteger Scaled(int q)
    {
        var power = BigInteger.Pow(5, Math.Abs(q));
        int length = (int)power.GetBitLength();
        if (q >= 0)
        {
            return power << Bits >> length;
        }
        // A multiple of 5^−q up to 64 bits long then gives its exact quotient: the excess stays below the last bit.
        int excess = q >= -27 ? 1 : 0;
        return (BigInteger.One << (length + Bits - 1)) / power + excess;
    }
}
