using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// e^score − label · score: the score is the logarithm of a rate. The hessian e^score is multiplied by e^maxDeltaStep, as
/// LightGBM does to keep steps small. Baseline: the logarithm of the weighted mean of the labels.
/// </summary>
sealed class Poisson(double maxDeltaStep, KernelPath path) : RateRegression("poisson", path)
{
    readonly KernelPath _path = path;
    readonly Gradient _gradient = new(Elementary.Exp(maxDeltaStep));

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.RunWide(rows, 0, _gradient, _path, destination);

    protected override void CheckLabels(ReadOnlySpan<double> labels, Func<int, string> describeRow) => LabelRules.Check(
        labels, label => label >= 0, "poisson takes counts and rates, 0 or more",
        "Correct the row, or use --objective regression.", describeRow);

    readonly struct Gradient(double hessianFactor) : IWideGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double rate = Elementary.Exp(score);
            return ((rate - label) * weight, rate * hessianFactor * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var rate = Elementary.Exp(score);
            return ((rate - label) * weight, rate * hessianFactor * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
            Vector512<double> score, Vector512<double> label, Vector512<double> weight)
        {
            var rate = Elementary.Exp(score);
            return ((rate - label) * weight, rate * hessianFactor * weight);
        }
    }
}
