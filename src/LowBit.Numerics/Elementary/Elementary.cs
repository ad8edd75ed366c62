using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Exponential, logarithm and sigmoid in double, made of additions, multiplications, divisions and integer operations
/// in a fixed order: the same bits on every path and machine, which library functions do not promise. Spans may be
/// the same memory, not overlapping memory. Nothing allocates.
/// </summary>
public static class Elementary
{
    /// <summary>eˣ, |error| ≤ 1 ulp, subnormal results included. e^−∞ = 0, e^+∞ = +∞, NaN gives NaN.</summary>
    public static double Exp(double x) => ExpOperator.Invoke(x);

    /// <summary>Four times <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x) => ExpOperator.Invoke(x);

    /// <summary>Eight times <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) => ExpOperator.Invoke(x);

    /// <summary>destination[i] = eˣ of values[i]; see <see cref="Exp(double)"/>.</summary>
    public static void Exp(ReadOnlySpan<double> values, KernelPath path, Span<double> destination) =>
        Elementwise.Apply<ExpOperator>(values, path, destination);

    /// <summary>
    /// ln x, |error| ≤ 1 ulp, subnormal arguments included. ln ±0 = −∞, ln +∞ = +∞, NaN for x &lt; 0 and for NaN.
    /// </summary>
    public static double Log(double x) => LogOperator.Invoke(x);

    /// <summary>Four times <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => LogOperator.Invoke(x);

    /// <summary>destination[i] = ln of values[i]; see <see cref="Log(double)"/>.</summary>
    public static void Log(ReadOnlySpan<double> values, KernelPath path, Span<double> destination) =>
        Elementwise.Apply<LogOperator>(values, path, destination);

    /// <summary>
    /// 1 / (1 + e⁻ˣ), |error| ≤ 2 ulp for either sign, subnormal results included. 0 at −∞, 1 at +∞, NaN gives NaN.
    /// </summary>
    public static double Sigmoid(double x) => SigmoidOperator.Invoke(x);

    /// <summary>Four times <see cref="Sigmoid(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sigmoid(Vector256<double> x) => SigmoidOperator.Invoke(x);

    /// <summary>destination[i] = 1 / (1 + e⁻ˣ) of values[i]; see <see cref="Sigmoid(double)"/>.</summary>
    public static void Sigmoid(ReadOnlySpan<double> values, KernelPath path, Span<double> destination) =>
        Elementwise.Apply<SigmoidOperator>(values, path, destination);
}
