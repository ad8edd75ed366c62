using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>1 − e^−x for x ≥ 0, which keeps its digits where x is small.</summary>
/// <remarks>With u = fl(e^−x), (1 − u) · x / −ln u: the error of u cancels, as in <see cref="SoftplusOperator"/>.</remarks>
readonly struct OneMinusExpOperator : IUnaryOperator
{
    public static double Invoke(double x)
    {
        double u = Elementary.Exp(-x), rest = 1 - u;
        return u == 1 ? x : u < 0.5 ? rest : rest * (x / -Elementary.Log(u));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        Vector256<double> one = Vector256.Create(1.0), u = Elementary.Exp(-x), rest = one - u;
        var small = Vector256.ConditionalSelect(Vector256.Equals(u, one), x, rest * (x / -Elementary.Log(u)));
        return Vector256.ConditionalSelect(Vector256.LessThan(u, Vector256.Create(0.5)), rest, small);
    }
}
