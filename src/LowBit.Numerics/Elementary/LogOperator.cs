using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// ln x = k · ln 2 + ln(1 + f) with 1 + f in [√½, √2). With s = f / (2 + f), ln(1 + f) = 2 atanh s
/// = f − (f²/2 − s · (f²/2 + R)), R = ⅔s² + ⅖s⁴ + …, cut at s²⁰: what is left out is below 0.01 ulp. The form is that of
/// Sun's fdlibm; k · Ln2High and its sum with f = lead + rest are exact, so only small terms round before the last sum.
/// </summary>
readonly struct LogOperator : IUnaryOperator
{
    const double Ln2High = 0.6931471805598903; // 42 bits: times an 11-bit k it is exact
    const double Ln2Low = 5.497923018708371e-14;
    const double MinNormal = 2.2250738585072014e-308;
    const double SubnormalFactor = 18014398509481984, SubnormalExponent = 54; // 2⁵⁴

    const ulong SqrtHalfBits = 0x3FE6_A09E_667F_3BCD, OneBits = 0x3FF0_0000_0000_0000;
    const ulong MantissaMask = (1ul << 52) - 1;

    // The exponent, or-ed into the low bits of 2⁵², is a double that far above it.
    const ulong IntegerBits = 0x4330_0000_0000_0000;
    const double IntegerBias = 4503599627370496 + 1023.0;

    const double C1 = 2.0 / 3, C2 = 2.0 / 5, C3 = 2.0 / 7, C4 = 2.0 / 9, C5 = 2.0 / 11, C6 = 2.0 / 13, C7 = 2.0 / 15,
        C8 = 2.0 / 17, C9 = 2.0 / 19, C10 = 2.0 / 21;

    public static double Invoke(double x)
    {
        bool isSmall = x < MinNormal;
        double scaled = isSmall ? x * SubnormalFactor : x;
        ulong shifted = BitConverter.DoubleToUInt64Bits(scaled) + (OneBits - SqrtHalfBits);
        double k = BitConverter.UInt64BitsToDouble((shifted >> 52) | IntegerBits) - IntegerBias
            - (isSmall ? SubnormalExponent : 0);
        double f = BitConverter.UInt64BitsToDouble((shifted & MantissaMask) + SqrtHalfBits) - 1;
        double s = f / (2 + f), square = f * f * 0.5;
        double high = k * Ln2High, lead = high + f, rest = high - lead + f;
        double y = lead + (rest + (k * Ln2Low - (square - s * (square + Series(s * s)))));
        y = x == 0 ? double.NegativeInfinity : y;
        y = x >= 0 ? y : double.NaN;
        return x == double.PositiveInfinity ? x : y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var isSmall = Vector256.LessThan(x, Vector256.Create(MinNormal));
        var scaled = Vector256.ConditionalSelect(isSmall, x * SubnormalFactor, x);
        var shifted = scaled.AsUInt64() + Vector256.Create(OneBits - SqrtHalfBits);
        var k = ((shifted >> 52) | Vector256.Create(IntegerBits)).AsDouble() - Vector256.Create(IntegerBias)
            - (isSmall & Vector256.Create(SubnormalExponent));
        var f = ((shifted & Vector256.Create(MantissaMask)) + Vector256.Create(SqrtHalfBits)).AsDouble() - Vector256.Create(1.0);
        Vector256<double> s = f / (Vector256.Create(2.0) + f), square = f * f * 0.5;
        Vector256<double> high = k * Ln2High, lead = high + f, rest = high - lead + f;
        var y = lead + (rest + (k * Ln2Low - (square - s * (square + Series(s * s)))));
        y = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256<double>.Zero), Vector256.Create(double.NegativeInfinity), y);
        y = Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256<double>.Zero), y, Vector256.Create(double.NaN));
        return Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(double.PositiveInfinity)), x, y);
    }

    static double Series(double z)
    {
        double z2 = z * z, z4 = z2 * z2;
        double p0 = C1 + C2 * z + (C3 + C4 * z) * z2;
        double p1 = C5 + C6 * z + (C7 + C8 * z) * z2;
        double p2 = C9 + C10 * z;
        return z * (p0 + z4 * (p1 + z4 * p2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Series(Vector256<double> z)
    {
        Vector256<double> z2 = z * z, z4 = z2 * z2;
        var p0 = Vector256.Create(C1) + z * C2 + (Vector256.Create(C3) + z * C4) * z2;
        var p1 = Vector256.Create(C5) + z * C6 + (Vector256.Create(C7) + z * C8) * z2;
        var p2 = Vector256.Create(C9) + z * C10;
        return z * (p0 + z4 * (p1 + z4 * p2));
    }
}
