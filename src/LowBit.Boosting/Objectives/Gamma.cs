using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// score + label · e^−score: sizes above 0 whose spread grows with their mean; the score is the logarithm of the mean. A
/// label of 0 has no best score, so it is refused; LightGBM trains on it until its metric refuses it.
/// </summary>
sealed class Gamma(KernelPath path) : RateRegression("gamma", path)
{
    readonly KernelPath _path = path;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.RunWide(rows, 0, default(Gradient), _path, destination);

    protected override void CheckLabels(ReadOnlySpan<double> labels, Func<int, string> describeRow) => LabelRules.Check(
        labels, label => label > 0, "gamma takes numbers above 0",
        "Correct or remove the row, or use --objective tweedie, which takes zeros.", describeRow);

    readonly struct Gradient : IWideGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double ratio = label * Elementary.Exp(-score);
            return ((1 - ratio) * weight, ratio * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var ratio = label * Elementary.Exp(-score);
            return ((Vector256.Create(1.0) - ratio) * weight, ratio * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
            Vector512<double> score, Vector512<double> label, Vector512<double> weight)
        {
            var ratio = label * Elementary.Exp(-score);
            return ((Vector512.Create(1.0) - ratio) * weight, ratio * weight);
        }
    }
}
