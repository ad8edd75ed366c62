namespace LowBit.Numerics;

/// <summary>
/// Posits: sign, a run of equal bits (the regime), exponent bits, fraction; a number is 2^(regime · 2^es + exponent) · (1 +
/// fraction). Codes are two's complement, the one of the sign bit alone is NaN ("not a real") [posit standard 2022, 3 and 4].
/// </summary>
/// <remarks>
/// The nearest number is the one that the standard asks for: neighbours are separated by the posit of one bit more that lies
/// between them (where fraction bits have run out it is their geometric mean), a tie goes to the even code, and no value but
/// zero becomes zero. Two things differ from it: infinities become the nearest end, not NaN, and modes other than the nearest
/// ones, stochastic ones too, measure real distances, and may reach zero.
/// </remarks>
public static class PositFormat
{
    /// <summary>The posits of a width.</summary>
    /// <param name="bits">Bits of a code, 2 … 16.</param>
    /// <param name="exponentBits">
    /// Exponent bits, from 0 up to where the largest number 2^((bits − 2) · 2^es) is 2¹²⁶ at most; 2 in the standard.
    /// </param>
    public static CodebookFormat Of(int bits, int exponentBits = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        ArgumentOutOfRangeException.ThrowIfNegative(exponentBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponentBits, 6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((bits - 2) << exponentBits, 126, nameof(exponentBits));
        int count = 1 << bits, half = count / 2;
        float[] values = [.. Enumerable.Range(0, count).Select(code => code == half
            ? float.NaN
            : (float)Number(code < half ? code : code - count, bits, exponentBits))];
        double[] midpoints = [.. Enumerable.Range(1 - half, count - 2).Select(lower => lower is -1 or 0
            ? 0
            : Number((2 * lower) + 1, bits + 1, exponentBits))];
        return CodebookFormat.Of($"Posit<{bits},{exponentBits}>", values, midpoints);
    }

    // Of a code in two's complement; the bits that a short code lacks are zeros.
    static double Number(int code, int bits, int exponentBits)
    {
        if (code == 0)
        {
            return 0;
        }
        uint magnitude = (uint)Math.Abs(code) << (33 - bits); // without the sign, the high bit first
        bool isLarge = magnitude >> 31 != 0;
        int run = Math.Min(int.LeadingZeroCount((int)(isLarge ? ~magnitude : magnitude)), bits - 1);
        int regime = isLarge ? run - 1 : -run;
        ulong tail = (ulong)magnitude << (run + 1) & uint.MaxValue;
        int exponent = (int)(tail >> (32 - exponentBits));
        double fraction = ((tail << exponentBits) & uint.MaxValue) / (double)(1L << 32);
        return Math.Sign(code) * double.ScaleB(1 + fraction, (regime * (1 << exponentBits)) + exponent);
    }
}
