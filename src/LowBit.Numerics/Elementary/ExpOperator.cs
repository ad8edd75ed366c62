using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// eˣ = 2ᵏ · e^(high − low) with k = round(x / ln 2), |high − low| ≤ 0.35. ln 2 is split so that k · Ln2High, high and
/// 1 + high = lead + rest are exact; only small terms round before the last sum. The polynomial is Taylor's, cut at
/// r¹³: what is left out is below 0.04 ulp.
/// </summary>
readonly struct ExpOperator : IUnaryOperator
{
    const double InverseLn2 = 1.4426950408889634;
    const double Ln2High = 0.6931471805598903; // 42 bits: times an 11-bit k it is exact
    const double Ln2Low = 5.497923018708371e-14;

    // Beyond these the result is +∞ and 0 all the same, and k fits 11 bits.
    const double MaxArgument = 710, MinArgument = -746;

    // 1.5 · 2⁵²: adding it rounds to an integer, which then stands in the low bits.
    const double Rounder = 6755399441055744;
    const long RounderBits = 0x4338_0000_0000_0000;

    // 2ᵏ as a product of two, each half of the way: one alone cannot reach subnormal results or 2¹⁰²⁴.
    const long ScaleBias = 2048;

    const double C2 = 1.0 / 2, C3 = 1.0 / 6, C4 = 1.0 / 24, C5 = 1.0 / 120, C6 = 1.0 / 720, C7 = 1.0 / 5040,
        C8 = 1.0 / 40320, C9 = 1.0 / 362880, C10 = 1.0 / 3628800, C11 = 1.0 / 39916800, C12 = 1.0 / 479001600,
        C13 = 1.0 / 6227020800;

    public static double Invoke(double x)
    {
        x = x > MaxArgument ? MaxArgument : x;
        x = x < MinArgument ? MinArgument : x;
        double shifted = x * InverseLn2 + Rounder;
        double k = shifted - Rounder;
        double high = x - k * Ln2High, low = k * Ln2Low;
        double lead = 1 + high, rest = 1 - lead + high;
        double y = lead + (rest + (Tail(high - low) - low));
        long scale = BitConverter.DoubleToInt64Bits(shifted) - (RounderBits - ScaleBias), half = scale >>> 1;
        return y * PowerOfTwo(half) * PowerOfTwo(scale - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        x = Vector256.MaxNative(Vector256.Create(MinArgument), Vector256.MinNative(Vector256.Create(MaxArgument), x));
        var shifted = x * InverseLn2 + Vector256.Create(Rounder);
        var k = shifted - Vector256.Create(Rounder);
        Vector256<double> high = x - k * Ln2High, low = k * Ln2Low;
        Vector256<double> lead = Vector256.Create(1.0) + high, rest = Vector256.Create(1.0) - lead + high;
        var y = lead + (rest + (Tail(high - low) - low));
        Vector256<long> scale = shifted.AsInt64() - Vector256.Create(RounderBits - ScaleBias), half = scale >>> 1;
        return y * PowerOfTwo(half) * PowerOfTwo(scale - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Invoke(Vector512<double> x)
    {
        x = Vector512.MaxNative(Vector512.Create(MinArgument), Vector512.MinNative(Vector512.Create(MaxArgument), x));
        var shifted = x * InverseLn2 + Vector512.Create(Rounder);
        var k = shifted - Vector512.Create(Rounder);
        Vector512<double> high = x - k * Ln2High, low = k * Ln2Low;
        Vector512<double> lead = Vector512.Create(1.0) + high, rest = Vector512.Create(1.0) - lead + high;
        var y = lead + (rest + (Tail(high - low) - low));
        Vector512<long> scale = shifted.AsInt64() - Vector512.Create(RounderBits - ScaleBias), half = scale >>> 1;
        return y * PowerOfTwo(half) * PowerOfTwo(scale - half);
    }

    /// <summary>e^r − 1 − r</summary>
    static double Tail(double r)
    {
        double r2 = r * r, r4 = r2 * r2;
        double p0 = C2 + C3 * r + (C4 + C5 * r) * r2;
        double p1 = C6 + C7 * r + (C8 + C9 * r) * r2;
        double p2 = C10 + C11 * r + (C12 + C13 * r) * r2;
        return r2 * (p0 + r4 * (p1 + r4 * p2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Tail(Vector256<double> r)
    {
        Vector256<double> r2 = r * r, r4 = r2 * r2;
        var p0 = Vector256.Create(C2) + r * C3 + (Vector256.Create(C4) + r * C5) * r2;
        var p1 = Vector256.Create(C6) + r * C7 + (Vector256.Create(C8) + r * C9) * r2;
        var p2 = Vector256.Create(C10) + r * C11 + (Vector256.Create(C12) + r * C13) * r2;
        return r2 * (p0 + r4 * (p1 + r4 * p2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Tail(Vector512<double> r)
    {
        Vector512<double> r2 = r * r, r4 = r2 * r2;
        var p0 = Vector512.Create(C2) + r * C3 + (Vector512.Create(C4) + r * C5) * r2;
        var p1 = Vector512.Create(C6) + r * C7 + (Vector512.Create(C8) + r * C9) * r2;
        var p2 = Vector512.Create(C10) + r * C11 + (Vector512.Create(C12) + r * C13) * r2;
        return r2 * (p0 + r4 * (p1 + r4 * p2));
    }

    /// <summary>2^(half − ScaleBias / 2)</summary>
    static double PowerOfTwo(long half) => BitConverter.Int64BitsToDouble((half - (ScaleBias / 2 - 1023)) << 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> PowerOfTwo(Vector256<long> half) =>
        ((half - Vector256.Create(ScaleBias / 2 - 1023)) << 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> PowerOfTwo(Vector512<long> half) =>
        ((half - Vector512.Create(ScaleBias / 2 - 1023)) << 52).AsDouble();
}
