using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// fraction · (label − score) where the label is above the score, (1 − fraction) · (score − label) elsewhere [Koenker78];
/// leaves and baseline are weighted percentiles. At score = label the slope is that from above, as in LightGBM.
/// </summary>
/// <param name="fraction">LightGBM's alpha: 0 … 1, both excluded.</param>
/// <param name="path">How to compute.</param>
/// <param name="learnsRoots">reg_sqrt.</param>
sealed class Quantile(double fraction, KernelPath path, bool learnsRoots = false)
    : PercentileRegression("quantile", fraction, learnsRoots, path)
{
    readonly KernelPath _path = path;
    readonly Gradient _gradient = new(1 - fraction, -fraction);

    public override string DefaultMetric => "quantile";

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, _gradient, _path, destination);

    readonly struct Gradient(double above, double below) : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight) =>
            ((score >= label ? above : below) * weight, weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var slope = Vector256.ConditionalSelect(
                Vector256.GreaterThanOrEqual(score, label), Vector256.Create(above), Vector256.Create(below));
            return (slope * weight, weight);
        }
    }
}
