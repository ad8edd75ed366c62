using System.Numerics;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Powers of two by trying those about the ratio's, in rational numbers.</summary>
static class ScaleCodecReference
{
    internal static int Exponent(double statistic, NumberFormat format, ExponentRule rule, int min, int max) =>
        Math.Clamp(rule switch
        {
            ExponentRule.Floor => Log2(statistic) - Log2(format.MaxFinite),
            ExponentRule.Even => Log2(RoundToBits(statistic, ((FloatFormat)format).MantissaBits)) - Log2(format.MaxFinite),
            ExponentRule.FloorOfRatio => About(statistic, format).Last(k => Compare(statistic, format.MaxFinite, k) >= 0),
            ExponentRule.CeilingOfRatio => About(statistic, format).First(k => Compare(statistic, format.MaxFinite, k) <= 0),
            _ => About(statistic, format).First(k => CompareSquares(statistic, format.MaxFinite, 2 * k + 1) < 0),
        }, min, max);

    static IEnumerable<int> About(double statistic, NumberFormat format) =>
        Enumerable.Range(Math.ILogB(statistic) - Math.ILogB(format.MaxFinite) - 4, 9);

    static int Log2(double value) => Enumerable.Range(Math.ILogB(value) - 2, 5).Last(k => Compare(value, 1, k) >= 0);

    static double RoundToBits(double value, int bits)
    {
        double step = Math.ScaleB(1, Log2(value) - bits);
        return Math.Round(value / step) * step; // ties to even
    }

    // left against right · 2^power
    static int Compare(double left, double right, int power) => Compare(Whole(left), Whole(right), power);

    static int CompareSquares(double left, double right, int power) =>
        Compare(Whole(left) * Whole(left), Whole(right) * Whole(right), power);

    static int Compare(BigInteger left, BigInteger right, int power) =>
        power >= 0 ? left.CompareTo(right << power) : (left << -power).CompareTo(right);

    // value · 2¹⁰⁷⁴, a whole number for every double
    static BigInteger Whole(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int field = (int)(bits >> 52);
        long fraction = bits & ((1L << 52) - 1);
        return field == 0 ? fraction : new BigInteger(fraction | (1L << 52)) << (field - 1);
    }
}
