using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// |score − label| / max(1, |label|): the distance as a share of the label. Leaves and baseline are medians in which a row
/// weighs its weight over max(1, |label|); the hessian is the weight alone, as in LightGBM.
/// </summary>
sealed class Mape(KernelPath path, bool learnsRoots = false) : PercentileRegression("mape", Median, learnsRoots, path)
{
    const double Median = 0.5;

    readonly KernelPath _path = path;
    double[] _shares = [];

    public override string DefaultMetric => "mape";

    public override ReadOnlySpan<double> LeafWeights => _shares;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), _path, destination);

    protected override ReadOnlySpan<double> PercentileWeights(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        _shares = new double[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            _shares[row] = (weights.IsEmpty ? 1 : weights[row]) / Size(labels[row]);
        }
        return _shares;
    }

    static double Size(double label) => Math.Abs(label) > 1 ? Math.Abs(label) : 1;

    readonly struct Gradient : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double share = weight / Size(label);
            return (score > label ? share : score < label ? -share : 0, weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            Vector256<double> one = Vector256.Create(1.0), size = Vector256.Abs(label);
            var share = weight / Vector256.ConditionalSelect(Vector256.GreaterThan(size, one), size, one);
            var above = share & Vector256.GreaterThan(score, label);
            return (Vector256.ConditionalSelect(Vector256.LessThan(score, label), -share, above), weight);
        }
    }
}
