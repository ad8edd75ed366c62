using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>|score − label|; leaves and baseline are weighted medians.</summary>
sealed class RegressionL1(KernelPath path, bool learnsRoots = false)
    : PercentileRegression("regression_l1", Median, learnsRoots, path)
{
    const double Median = 0.5;

    readonly KernelPath _path = path;

    public override string DefaultMetric => "l1";

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), _path, destination);

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
