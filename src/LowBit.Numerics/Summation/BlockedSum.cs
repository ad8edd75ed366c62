using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Sums of terms of floats in double, in one order on every path: sixteen partial sums, term i added to sum i mod 16 in
/// the order of i, from +0 on; then sums 8 apart are added, then 4, 2 and 1 apart. The rounding error is at most
/// (⌈n / 16⌉ + 4) · 2⁻⁵³ of the sum of magnitudes, to first order.
/// </summary>
static class BlockedSum
{
    const int Lanes = 16;

    /// <summary>Σ f(x, parameter).</summary>
    /// <param name="values">The x.</param>
    /// <param name="parameter">Handed to every term.</param>
    /// <param name="path">How to compute it.</param>
    internal static double Of<TTerm>(ReadOnlySpan<float> values, double parameter, KernelPath path) where TTerm : ISumTerm
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Clear();
        int done = path == KernelPath.Scalar ? 0 : AddVectors<TTerm>(values, parameter, sums);
        for (int i = done; i < values.Length; i++)
        {
            sums[i % Lanes] += TTerm.Invoke(values[i], parameter);
        }
        return Total(sums);
    }

    /// <summary>The sixteen partial sums added: 8, 4, 2, 1 apart.</summary>
    internal static double Total(ReadOnlySpan<double> sums)
    {
        var from = MemoryMarshal.Cast<double, Vector256<double>>(sums[..Lanes]);
        var four = from[0] + from[2] + (from[1] + from[3]);
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    static int AddVectors<TTerm>(ReadOnlySpan<float> values, double parameter, Span<double> sums) where TTerm : ISumTerm
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var p = Vector256.Create(parameter);
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int count = vectors.Length & ~1;
        for (int i = 0; i < count; i += 2)
        {
            var (x0, x1) = Vector256.Widen(vectors[i]);
            var (x2, x3) = Vector256.Widen(vectors[i + 1]);
            sum0 += TTerm.Invoke(x0, p);
            sum1 += TTerm.Invoke(x1, p);
            sum2 += TTerm.Invoke(x2, p);
            sum3 += TTerm.Invoke(x3, p);
        }
        var to = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        (to[0], to[1], to[2], to[3]) = (sum0, sum1, sum2, sum3);
        return count * Vector256<float>.Count;
    }
}

/// <summary>A term of a sum; both methods do the same operations.</summary>
interface ISumTerm
{
    static abstract double Invoke(double x, double parameter);

    static abstract Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter);
}

/// <summary>x</summary>
readonly struct ValueTerm : ISumTerm
{
    public static double Invoke(double x, double parameter) => x;

    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter) => x;
}

/// <summary>|x|</summary>
readonly struct MagnitudeTerm : ISumTerm
{
    public static double Invoke(double x, double parameter) => Math.Abs(x);

    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter) => Vector256.Abs(x);
}

/// <summary>(x − parameter)²; the square of a float is exact in double, so is this for parameter 0.</summary>
readonly struct SquareTerm : ISumTerm
{
    public static double Invoke(double x, double parameter) => (x - parameter) * (x - parameter);

    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter) =>
        (x - parameter) * (x - parameter);
}

/// <summary>|x| where it is above the parameter, else 0.</summary>
readonly struct MagnitudeAboveTerm : ISumTerm
{
    public static double Invoke(double x, double parameter) => Math.Abs(x) > parameter ? Math.Abs(x) : 0;

    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter) =>
        Vector256.GreaterThan(Vector256.Abs(x), parameter) & Vector256.Abs(x);
}

/// <summary>1 where |x| is above the parameter, else 0.</summary>
readonly struct CountAboveTerm : ISumTerm
{
    public static double Invoke(double x, double parameter) => Math.Abs(x) > parameter ? 1 : 0;

    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> parameter) =>
        Vector256.GreaterThan(Vector256.Abs(x), parameter) & Vector256<double>.One;
}
