using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// e^score − label · score: the score is the logarithm of a rate. The hessian e^score is multiplied by e^maxDeltaStep, as
/// LightGBM does to keep steps small. Baseline: the logarithm of the weighted mean of the labels.
/// </summary>
sealed class Poisson(double maxDeltaStep, KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<ExpOperator>("poisson", 1, 1, path))
{
    readonly Gradient _gradient = new(Elementary.Exp(maxDeltaStep));
    double _logMean;

    public override string DefaultMetric => "poisson";

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(
            labels, label => label >= 0, "poisson takes counts and rates, 0 or more",
            "Correct the row, or use --objective regression.", describeRow);
        double mean = WeightedMean.Of(labels, weights, collective);
        _logMean = mean > 0 ? Elementary.Log(mean) : throw new BadDataException(
            "every label is 0 or weighs 0; poisson needs at least one above 0. Check which column is the label.");
    }

    public override double Baseline(int output) => _logMean;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, _gradient, path, destination);

    readonly struct Gradient(double hessianFactor) : IGradientOperator
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
    }
}
