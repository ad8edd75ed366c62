using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>½ (score − label)². Baseline: the weighted mean of the labels.</summary>
sealed class RegressionL2(KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<IdentityOperator>("regression", 1, 1, path))
{
    double _mean;

    public override string DefaultMetric => "l2";

    public override bool HasUnitHessian => true;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(labels, _ => true, "regression takes finite numbers", "Correct or remove the row.", describeRow);
        _mean = WeightedMean.Of(labels, weights, collective);
    }

    public override double Baseline(int output) => _mean;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), path, destination);

    readonly struct Gradient : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight) =>
            ((score - label) * weight, weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight) =>
            ((score - label) * weight, weight);
    }
}
