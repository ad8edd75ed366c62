using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// e^((2 − p) · score) / (2 − p) − label · e^((1 − p) · score) / (1 − p): many zeros beside sizes above 0, with a variance
/// that grows with the mean to the power p; the score is the logarithm of the mean. At p = 1 its slope is that of the
/// Poisson loss.
/// </summary>
/// <param name="power">LightGBM's tweedie_variance_power, 1 … 2, 2 excluded.</param>
/// <param name="path">How to compute.</param>
sealed class Tweedie(double power, KernelPath path) : RateRegression("tweedie", path)
{
    readonly KernelPath _path = path;
    readonly Gradient _gradient = new(1 - power, 2 - power);

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.RunWide(rows, 0, _gradient, _path, destination);

    protected override void CheckLabels(ReadOnlySpan<double> labels, Func<int, string> describeRow) => LabelRules.Check(
        labels, label => label >= 0, "tweedie takes numbers of 0 or more",
        "Correct the row, or use --objective regression.", describeRow);

    // first is 0 or less and second above 0, so the hessian is not negative.
    readonly struct Gradient(double first, double second) : IWideGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double falling = label * Elementary.Exp(first * score), rising = Elementary.Exp(second * score);
            return ((rising - falling) * weight, (second * rising - first * falling) * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            Vector256<double> falling = label * Elementary.Exp(score * first), rising = Elementary.Exp(score * second);
            return ((rising - falling) * weight, (rising * second - falling * first) * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
            Vector512<double> score, Vector512<double> label, Vector512<double> weight)
        {
            Vector512<double> falling = label * Elementary.Exp(score * first), rising = Elementary.Exp(score * second);
            return ((rising - falling) * weight, (rising * second - falling * first) * weight);
        }
    }
}
