using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>A transform that looks at each raw score by itself: prediction = f(slope · score).</summary>
/// <param name="modelText">LightGBM's objective line.</param>
/// <param name="outputCount">Raw scores a row.</param>
/// <param name="slope">Factor on the score.</param>
/// <param name="path">How to compute it.</param>
sealed class ElementwiseTransform<TOperator>(string? modelText, int outputCount, double slope, KernelPath path) : IScoreTransform
    where TOperator : IUnaryOperator
{
    public string? ModelText => modelText;

    public int OutputCount => outputCount;

    public void Transform(Span<double> scores)
    {
        foreach (ref double score in scores)
        {
            score *= slope;
        }
        Elementwise.Apply<TOperator>(scores, path, scores);
    }
}

/// <summary>The score itself.</summary>
readonly struct IdentityOperator : IUnaryOperator
{
    public static double Invoke(double x) => x;

    public static Vector256<double> Invoke(Vector256<double> x) => x;
}

/// <summary>x · |x|: the way back from labels whose signed square root was learned.</summary>
readonly struct SignedSquareOperator : IUnaryOperator
{
    public static double Invoke(double x) => x * Math.Abs(x);

    public static Vector256<double> Invoke(Vector256<double> x) => x * Vector256.Abs(x);
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), without overflow.</summary>
/// <remarks>ln(1 + e) = ln u · e / (u − 1) with u = fl(1 + e), and e where u is 1: the error of u cancels.</remarks>
readonly struct SoftplusOperator : IUnaryOperator
{
    public static double Invoke(double x)
    {
        double e = Elementary.Exp(-Math.Abs(x)), u = 1 + e;
        double log = u == 1 ? e : Elementary.Log(u) * (e / (u - 1));
        return (x > 0 ? x : 0) + log;
    }

    public static Vector256<double> Invoke(Vector256<double> x)
    {
        Vector256<double> one = Vector256.Create(1.0), e = Elementary.Exp(-Vector256.Abs(x)), u = one + e;
        var log = Vector256.ConditionalSelect(Vector256.Equals(u, one), e, Elementary.Log(u) * (e / (u - one)));
        var positive = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), x, Vector256<double>.Zero);
        return positive + log;
    }
}
