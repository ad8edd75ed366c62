using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;

namespace LowBit.Boosting;

// Eight rows a vector.
sealed unsafe partial class MulticlassSoftmax
{
    static void AddExponentialsWide(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> largest, Span<double> exponentials, Span<double> sums)
    {
        fixed (double* s = scores, m = largest, e = exponentials, total = sums)
        {
            for (int i = 0; i < scores.Length; i += Step)
            {
                var value = Elementary.Exp(Vector512.Load(s + i) - Vector512.Load(m + i));
                value.Store(e + i);
                (Vector512.Load(total + i) + value).Store(total + i);
            }
        }
    }

    void GradientsWide(
        int label, ReadOnlySpan<double> exponentials, ReadOnlySpan<double> sums, ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights, Span<float> gradients, Span<float> hessians)
    {
        Vector512<double> trained = Vector512.Create(IsTrained(label) ? 1.0 : 0), one = Vector512.Create(1.0);
        Vector512<double> factor = Vector512.Create(_hessianFactor), ownLabel = Vector512.Create((double)label);
        fixed (double* e = exponentials, total = sums, own = labels, w = weights)
        fixed (float* gradient = gradients, hessian = hessians)
        {
            for (int i = 0; i < gradients.Length; i += Step)
            {
                var p = Vector512.Load(e + i) / Vector512.Load(total + i);
                var target = one & Vector512.Equals(Vector512.Load(own + i), ownLabel);
                var weight = w == null ? trained : Vector512.Load(w + i) * trained;
                Avx512F.ConvertToVector256Single((p - target) * weight).Store(gradient + i);
                Avx512F.ConvertToVector256Single(p * factor * (one - p) * weight).Store(hessian + i);
            }
        }
    }
}
