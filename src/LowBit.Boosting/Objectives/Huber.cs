using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// ½ d² up to |d| = limit and limit · (|d| − ½ limit) beyond, d = score − label [Huber64]. Trees are grown with hessian 1, as
/// LightGBM grows them. Baseline: the weighted mean of the labels.
/// </summary>
/// <param name="limit">LightGBM's alpha, &gt; 0.</param>
/// <param name="path">How to compute.</param>
sealed class Huber(double limit, KernelPath path) : MeanRegression("huber", learnsRoots: false, path)
{
    readonly KernelPath _path = path;

    public override string DefaultMetric => "huber";

    public override bool HasUnitHessian => true;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, new Gradient(limit), _path, destination);

    readonly struct Gradient(double limit) : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double difference = score - label;
            difference = difference > limit ? limit : difference;
            return ((difference < -limit ? -limit : difference) * weight, weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            Vector256<double> difference = score - label, high = Vector256.Create(limit), low = Vector256.Create(-limit);
            difference = Vector256.ConditionalSelect(Vector256.GreaterThan(difference, high), high, difference);
            difference = Vector256.ConditionalSelect(Vector256.LessThan(difference, low), low, difference);
            return (difference * weight, weight);
        }
    }
}
