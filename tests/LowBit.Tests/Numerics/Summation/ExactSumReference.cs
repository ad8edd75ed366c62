using System.Numerics;

namespace LowBit.Tests;

/// <summary>The sum as one big integer times 2⁻¹⁰⁷⁴.</summary>
static class ExactSumReference
{
    internal static double Round(IEnumerable<double> values) =>
        Round(values.Aggregate(BigInteger.Zero, (sum, value) => sum + Scaled(value)));

    static BigInteger Scaled(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int exponent = (int)(bits >> 52);
        var mantissa = new BigInteger(exponent == 0 ? bits : (bits & ((1L << 52) - 1)) | (1L << 52));
        return Math.Sign(value) * (mantissa << Math.Max(exponent - 1, 0));
    }

    // Between neighbouring doubles: bisect over the ordered bits, then compare the distances.
    static double Round(BigInteger sum)
    {
        var magnitude = BigInteger.Abs(sum);
        long low = 0, high = 0x7FF0_0000_0000_0000; // 0 and infinity, which stands for 2^1024
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            (low, high) = Exact(middle) <= magnitude ? (middle, high) : (low, middle);
        }
        int order = (magnitude - Exact(low)).CompareTo(Exact(high) - magnitude);
        long nearest = order < 0 || (order == 0 && (low & 1) == 0) ? low : high;
        double rounded = BitConverter.Int64BitsToDouble(nearest);
        return sum.Sign < 0 ? -rounded : rounded;
    }

    static BigInteger Exact(long bits) =>
        bits == 0x7FF0_0000_0000_0000 ? BigInteger.One << (1024 + 1074) : Scaled(BitConverter.Int64BitsToDouble(bits));
}
