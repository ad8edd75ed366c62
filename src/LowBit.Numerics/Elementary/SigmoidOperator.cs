using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>e^−|x| / (1 + e^−|x|) for x &lt; 0, else 1 / (1 + e^−|x|): nothing overflows, and neither side cancels.</summary>
readonly struct SigmoidOperator : IUnaryOperator
{
    public static double Invoke(double x)
    {
        double e = ExpOperator.Invoke(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var e = ExpOperator.Invoke(-Vector256.Abs(x));
        var isNegative = Vector256.LessThan(x, Vector256<double>.Zero);
        return Vector256.ConditionalSelect(isNegative, e, Vector256.Create(1.0)) / (Vector256.Create(1.0) + e);
    }
}
