using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Sums over one stretch of pairs. Partial sum j of eight takes the pairs i = j mod 8 in the order of i; those 4, 2 and 1
/// apart are added in the end. A pair that is not finite counts as (0, 0) in the sums.
/// </summary>
readonly record struct ErrorSums(double Error, double SquaredError, double SquaredValue, double Product)
{
    /// <summary>Pairs of a stretch.</summary>
    internal const int Stretch = 4096;

    const int Lanes = 8;
    const uint Infinity = 0x7F80_0000;

    internal int NonFiniteValues { get; private init; }

    internal int NonFiniteQuantized { get; private init; }

    internal int Underflows { get; private init; }

    internal static ErrorSums Of(ReadOnlySpan<float> values, ReadOnlySpan<float> quantized, KernelPath path)
    {
        Span<double> sums = stackalloc double[4 * Lanes];
        sums.Clear();
        Span<double> error = sums[..Lanes], squaredError = sums[Lanes..(2 * Lanes)];
        Span<double> squaredValue = sums[(2 * Lanes)..(3 * Lanes)], product = sums[(3 * Lanes)..];
        (int badValues, int badQuantized, int underflows) = (0, 0, 0);
        int done = path == KernelPath.Scalar ? 0
            : AddVectors(values, quantized, sums, out badValues, out badQuantized, out underflows);
        for (int i = done; i < values.Length; i++)
        {
            double x = values[i], q = quantized[i];
            if (!double.IsFinite(x) || !double.IsFinite(q))
            {
                (badValues, badQuantized) = double.IsFinite(x) ? (badValues, badQuantized + 1) : (badValues + 1, badQuantized);
                continue;
            }
            underflows += x != 0 && q == 0 ? 1 : 0;
            error[i % Lanes] += q - x;
            squaredError[i % Lanes] += (q - x) * (q - x);
            squaredValue[i % Lanes] += x * x;
            product[i % Lanes] += q * x;
        }
        return new(Total(error), Total(squaredError), Total(squaredValue), Total(product))
        {
            NonFiniteValues = badValues,
            NonFiniteQuantized = badQuantized,
            Underflows = underflows,
        };
    }

    internal static int CountSaturated(ReadOnlySpan<float> values, ReadOnlySpan<float> quantized, float min, float max)
    {
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            float x = values[i], q = quantized[i];
            bool isBeyond = (x > max && q == max) || (x < min && q == min);
            count += isBeyond && float.IsFinite(x) && float.IsFinite(q) ? 1 : 0;
        }
        return count;
    }

    static int AddVectors(
        ReadOnlySpan<float> values, ReadOnlySpan<float> quantized, Span<double> sums,
        out int badValues, out int badQuantized, out int underflows)
    {
        var xs = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var qs = MemoryMarshal.Cast<float, Vector256<float>>(quantized);
        Vector256<double> e0 = default, e1 = default, ee0 = default, ee1 = default;
        Vector256<double> xx0 = default, xx1 = default, qx0 = default, qx1 = default;
        (badValues, badQuantized, underflows) = (0, 0, 0);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector256<float> isNumber = IsFinite(xs[i]), areNumbers = isNumber & IsFinite(qs[i]);
            Vector256<float> x = xs[i] & areNumbers, q = qs[i] & areNumbers;
            badValues += Lanes - CountSet(isNumber);
            badQuantized += CountSet(isNumber) - CountSet(areNumbers);
            underflows += CountSet(Vector256.AndNot(Vector256.Equals(q, default), Vector256.Equals(x, default)));
            var (x0, x1) = Vector256.Widen(x);
            var (q0, q1) = Vector256.Widen(q);
            e0 += q0 - x0;
            e1 += q1 - x1;
            ee0 += (q0 - x0) * (q0 - x0);
            ee1 += (q1 - x1) * (q1 - x1);
            xx0 += x0 * x0;
            xx1 += x1 * x1;
            qx0 += q0 * x0;
            qx1 += q1 * x1;
        }
        var to = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        (to[0], to[1], to[2], to[3]) = (e0, e1, ee0, ee1);
        (to[4], to[5], to[6], to[7]) = (xx0, xx1, qx0, qx1);
        return xs.Length * Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> IsFinite(Vector256<float> values) => Vector256.LessThan(
        (values.AsUInt32() & Vector256.Create(Infinity)).AsInt32(), Vector256.Create((int)Infinity)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountSet(Vector256<float> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    static double Total(Span<double> sums)
    {
        for (int apart = Lanes / 2; apart > 0; apart /= 2)
        {
            for (int i = 0; i < apart; i++)
            {
                sums[i] += sums[i + apart];
            }
        }
        return sums[0];
    }
}
