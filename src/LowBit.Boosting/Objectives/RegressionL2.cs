using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>½ (score − label)². Baseline: the weighted mean of the labels.</summary>
sealed class RegressionL2(KernelPath path, bool learnsRoots = false) : MeanRegression("regression", learnsRoots, path)
{
    readonly KernelPath _path = path;

    public override string DefaultMetric => "l2";

    public override bool HasUnitHessian => true;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), _path, destination);

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
