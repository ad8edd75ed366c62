using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// |score − label|: trees are grown on the sign with hessian 1, and a leaf's value is the weighted median of its rows'
/// label − score [Friedman01]. Baseline: the weighted median of the labels.
/// </summary>
sealed class RegressionL1(KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<IdentityOperator>("regression_l1", 1, 1, path))
{
    const double Median = 0.5;

    double _median;

    public override string DefaultMetric => "l1";

    public override bool HasUnitHessian => true;

    public override double? LeafPercentile => Median;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(labels, _ => true, "regression_l1 takes finite numbers", "Correct or remove the row.", describeRow);
        WeightedMean.RequiredWeight(labels.Length, weights, collective);
        _median = new WeightedPercentile(Median, weights, collective).Of(labels);
    }

    public override double Baseline(int output) => _median;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), path, destination);

    readonly struct Gradient : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight) =>
            (score > label ? weight : score < label ? -weight : 0, weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var above = weight & Vector256.GreaterThan(score, label);
            return (Vector256.ConditionalSelect(Vector256.LessThan(score, label), -weight, above), weight);
        }
    }
}
