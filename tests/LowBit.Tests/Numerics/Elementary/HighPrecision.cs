using System.Numerics;

namespace LowBit.Tests;

/// <summary>Exponential, logarithm and sigmoid with 200 bits behind the point of a big integer times a power of two.</summary>
static class HighPrecision
{
    const int Bits = 200;
    static readonly BigInteger One = BigInteger.One << Bits;
    static readonly BigInteger Ln2 = 2 * Atanh(One / 3); // ln 2 = 2 atanh ⅓

    /// <summary>|computed − e^x| in ulps of e^x.</summary>
    internal static double ExpError(double x, double computed)
    {
        var (mantissa, exponent) = Exp(x);
        return Error(mantissa, exponent, computed);
    }

    /// <summary>|computed − ln x| in ulps of ln x.</summary>
    internal static double LogError(double x, double computed)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        (mantissa, exponent) = mantissa > 1.4 ? (mantissa / 2, exponent + 1) : (mantissa, exponent);
        var m = Fixed(mantissa);
        var log = exponent * Ln2 + 2 * Atanh(((m - One) << Bits) / (m + One));
        return Error(log, 0, computed);
    }

    /// <summary>|computed − 1/(1 + e^−x)| in ulps of the sigmoid.</summary>
    internal static double SigmoidError(double x, double computed)
    {
        // With e = m · 2^k of e^−|x|, k ≤ 0: e/(1 + e) = m · 2^k · One / (One + m · 2^k).
        var (mantissa, exponent) = Exp(-Math.Abs(x));
        var denominator = One + (mantissa >> -exponent);
        return x < 0
            ? Error((mantissa << Bits) / denominator, exponent, computed)
            : Error((One << Bits) / denominator, 0, computed);
    }

    static (BigInteger Mantissa, int Exponent) Exp(double x)
    {
        int k = (int)Math.Round(x / Math.Log(2));
        var r = Fixed(x) - k * Ln2;
        BigInteger sum = One, term = One;
        for (int n = 1; !term.IsZero; n++)
        {
            term = (term * r >> Bits) / n;
            sum += term;
        }
        return (sum, k);
    }

    static BigInteger Atanh(BigInteger s)
    {
        BigInteger square = s * s >> Bits, power = s, sum = 0;
        for (int n = 1; BigInteger.Abs(power) > 1; n += 2)
        {
            sum += power / n;
            power = power * square >> Bits;
        }
        return sum;
    }

    // Exact for |x| ≥ 2^−147; below that e^x − 1 is x to all the digits that a double has.
    static BigInteger Fixed(double x) => x == 0 ? 0
        : (BigInteger)Math.ScaleB(x, 52 - Math.ILogB(x)) * One >> (52 - Math.ILogB(x));

    static double Error(BigInteger mantissa, int exponent, double computed)
    {
        if (mantissa.IsZero)
        {
            return computed == 0 ? 0 : double.PositiveInfinity;
        }
        int log = (int)(BigInteger.Abs(mantissa).GetBitLength() - 1) - Bits + exponent;
        int ulp = Math.Max(log - 52, -1074);
        // Both in units of 2^−60 ulp.
        int shift = 60 - ulp + exponent - Bits;
        var exact = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        var own = (BigInteger)Math.ScaleB(computed, -ulp) << 60;
        return Math.ScaleB((double)BigInteger.Abs(exact - own), -60);
    }
}
