using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// −label · ln z − (1 − label) · ln(1 − z) with z = 1 − e^(−weight · λ) and λ = ln(1 + e^score): the weight is how often the
/// chance was there. Predictions are λ. With weights of 1 the slopes are those of <see cref="CrossEntropy"/>. Baseline:
/// ln(e^mean − 1) of the weighted mean of the labels, as in LightGBM.
/// </summary>
sealed class CrossEntropyLambda(KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<SoftplusOperator>(Name, 1, 1, path))
{
    const string Name = "cross_entropy_lambda";

    double _baseline;

    public override string DefaultMetric => Name;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        CrossEntropy.CheckLabels(Name, labels, describeRow);
        double mean = WeightedMean.Of(labels, weights, collective);
        int zero = weights.IndexOf(0.0);
        if (zero >= 0)
        {
            throw new BadDataException(
                $"{describeRow(zero)}: the row's weight is 0; {Name} takes weights above 0. Remove the row, or use --objective cross_entropy.");
        }
        // ln(e^mean − 1) = mean + ln(1 − e^−mean)
        mean = Math.Max(mean, Binary.SmallestProbability);
        _baseline = mean + Elementary.Log(OneMinusExpOperator.Invoke(mean));
    }

    public override double Baseline(int output) => _baseline;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), path, destination);

    // slope = 1 − label / z, by the form that keeps its digits. The hessian is not negative, but its terms cancel for low
    // scores and may leave a rounding error below 0.
    readonly struct Gradient : IGradientOperator
    {
        const double SmallestZ = 1e-300;

        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double p = Elementary.Sigmoid(score), weighed = weight * SoftplusOperator.Invoke(score);
            double z = OneMinusExpOperator.Invoke(weighed), missed = Elementary.Exp(-weighed);
            z = z > SmallestZ ? z : SmallestZ;
            double slope = z > 0.5 ? (1 - label - missed) / z : 1 - label / z;
            double rise = weight * p, ratio = rise / z;
            double hessian = rise * Elementary.Sigmoid(-score) * slope + label * missed * ratio * ratio;
            return (rise * slope, hessian > 0 ? hessian : 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            Vector256<double> one = Vector256.Create(1.0), smallest = Vector256.Create(SmallestZ), zero = Vector256<double>.Zero;
            Vector256<double> p = Elementary.Sigmoid(score), weighed = weight * SoftplusOperator.Invoke(score);
            Vector256<double> z = OneMinusExpOperator.Invoke(weighed), missed = Elementary.Exp(-weighed);
            z = Vector256.ConditionalSelect(Vector256.GreaterThan(z, smallest), z, smallest);
            var slope = Vector256.ConditionalSelect(
                Vector256.GreaterThan(z, Vector256.Create(0.5)), (one - label - missed) / z, one - label / z);
            Vector256<double> rise = weight * p, ratio = rise / z;
            var hessian = rise * Elementary.Sigmoid(-score) * slope + label * missed * ratio * ratio;
            return (rise * slope, Vector256.ConditionalSelect(Vector256.GreaterThan(hessian, zero), hessian, zero));
        }
    }
}
