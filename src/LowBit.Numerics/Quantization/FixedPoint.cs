using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Floats as 32-bit integers times a power of two: q = value / scale rounded to nearest, ties to even. Sums of q in
/// 64 bits are exact for fewer than 2³³ values. |q · scale − value| ≤ scale / 2, and scale ≤ max|value| · 2⁻²⁹.
/// </summary>
public static class FixedPoint
{
    /// <summary>The largest |q|: 2³⁰.</summary>
    public const int MaxCode = 1 << 30;

    // 1.5 · 2⁵²: doubles around it are one apart, so adding it rounds to an integer, which stands in the low bits.
    const double Rounder = 6755399441055744;

    /// <summary>
    /// The smallest power of two with absMax / scale ≤ 2³⁰, but not below 2⁻¹⁰²²; for absMax = 0 that is 2⁻¹⁰²².
    /// </summary>
    /// <param name="absMax">The largest magnitude: finite, ≥ 0.</param>
    public static double ScaleFor(double absMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(absMax);
        if (!double.IsFinite(absMax))
        {
            throw new ArgumentOutOfRangeException(nameof(absMax), absMax, "The largest magnitude must be finite.");
        }
        ulong bits = BitConverter.DoubleToUInt64Bits(absMax);
        const ulong MantissaMask = (1ul << 52) - 1;
        int exponent = (int)(bits >> 52) + ((bits & MantissaMask) == 0 ? 0 : 1); // of the next power of two, biased
        return BitConverter.UInt64BitsToDouble((ulong)Math.Max(exponent - 30, 1) << 52);
    }

    /// <summary>One value: exact but for the last rounding, because the product with a power of two is exact.</summary>
    /// <param name="value">Finite; beyond ±2³⁰ · scale it saturates.</param>
    /// <param name="inverseScale">1 / scale.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Encode(float value, double inverseScale)
    {
        double scaled = value * inverseScale;
        scaled = scaled > -MaxCode ? scaled : -MaxCode;
        scaled = scaled < MaxCode ? scaled : MaxCode;
        return (int)BitConverter.DoubleToInt64Bits(scaled + Rounder);
    }

    /// <summary>Many values; the same on every path. Allocates nothing.</summary>
    /// <param name="values">Finite.</param>
    /// <param name="inverseScale">1 / scale.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: one code a value; at least as long as <paramref name="values"/>.</param>
    public static void Encode(ReadOnlySpan<float> values, double inverseScale, KernelPath path, Span<int> destination)
    {
        destination = destination[..values.Length];
        int done = 0;
        if (path != KernelPath.Scalar)
        {
            var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
            var codes = MemoryMarshal.Cast<int, Vector256<int>>(destination);
            for (int i = 0; i < vectors.Length; i++)
            {
                codes[i] = Encode(vectors[i], inverseScale);
            }
            done = vectors.Length * Vector256<float>.Count;
        }
        for (int i = done; i < values.Length; i++)
        {
            destination[i] = Encode(values[i], inverseScale);
        }
    }

    /// <summary>Σ |q| of many values: exact, so free of order, and the same on every path. Allocates nothing.</summary>
    /// <param name="values">Finite, fewer than 2³³.</param>
    /// <param name="inverseScale">1 / scale.</param>
    /// <param name="path">How to compute it.</param>
    public static long SumOfMagnitudes(ReadOnlySpan<float> values, double inverseScale, KernelPath path)
    {
        var (sum, done) = path switch
        {
            KernelPath.Scalar => (0, 0),
            KernelPath.Avx512 => Sum512(values, inverseScale),
            _ => Sum256(values, inverseScale),
        };
        foreach (float value in values[done..])
        {
            sum += Encode(Math.Abs(value), inverseScale);
        }
        return sum;
    }

    static (long Sum, int Count) Sum256(ReadOnlySpan<float> values, double inverseScale)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var sum = Vector256<long>.Zero;
        foreach (var vector in vectors)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Abs(vector));
            sum += Round(lower, inverseScale) + Round(upper, inverseScale);
        }
        int count = vectors.Length * Vector256<float>.Count;
        return (Vector256.Sum(sum) - count * BitConverter.DoubleToInt64Bits(Rounder), count);
    }

    static (long Sum, int Count) Sum512(ReadOnlySpan<float> values, double inverseScale)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var sum = Vector512<long>.Zero;
        Vector512<double> limit = Vector512.Create((double)MaxCode), rounder = Vector512.Create(Rounder);
        foreach (var vector in vectors)
        {
            var (lower, upper) = Vector512.Widen(Vector512.Abs(vector));
            sum += (Vector512.Min(lower * inverseScale, limit) + rounder).AsInt64()
                + (Vector512.Min(upper * inverseScale, limit) + rounder).AsInt64();
        }
        int count = vectors.Length * Vector512<float>.Count;
        return (Vector512.Sum(sum) - count * BitConverter.DoubleToInt64Bits(Rounder), count);
    }

    /// <summary>Eight values.</summary>
    /// <param name="values">Finite.</param>
    /// <param name="inverseScale">1 / scale.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Encode(Vector256<float> values, double inverseScale)
    {
        var (lower, upper) = Vector256.Widen(values);
        return Vector256.Narrow(Round(lower, inverseScale), Round(upper, inverseScale));
    }

    /// <summary>Codes in the low bits, above the bits of the rounder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<long> Round(Vector256<double> values, double inverseScale)
    {
        Vector256<double> scaled = values * inverseScale, limit = Vector256.Create((double)MaxCode);
        scaled = Vector256.ConditionalSelect(Vector256.GreaterThan(scaled, -limit), scaled, -limit);
        scaled = Vector256.ConditionalSelect(Vector256.LessThan(scaled, limit), scaled, limit);
        return (scaled + Vector256.Create(Rounder)).AsInt64();
    }
}
