using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// c · |d| − c² · ln(1 + |d| / c), d = score − label: about ½ d² near 0, about c · |d| far away. Baseline: the weighted mean
/// of the labels.
/// </summary>
/// <param name="c">LightGBM's fair_c, &gt; 0.</param>
/// <param name="path">How to compute.</param>
/// <param name="learnsRoots">reg_sqrt.</param>
sealed class Fair(double c, KernelPath path, bool learnsRoots = false) : MeanRegression("fair", learnsRoots, path)
{
    readonly KernelPath _path = path;

    public override string DefaultMetric => "fair";

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, new Gradient(c), _path, destination);

    readonly struct Gradient(double c) : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double difference = score - label, ratio = c / (Math.Abs(difference) + c);
            return (difference * ratio * weight, ratio * ratio * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var difference = score - label;
            var ratio = Vector256.Create(c) / (Vector256.Abs(difference) + Vector256.Create(c));
            return (difference * ratio * weight, ratio * ratio * weight);
        }
    }
}
