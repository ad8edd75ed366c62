using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// ln(1 + e^(−y · slope · score)) with y = ±1 for labels 1 and 0. Baseline: the log-odds of the weighted share of ones,
/// over the slope; class weights do not enter it. With one class only, all gradients are 0: the model is its baseline.
/// </summary>
/// <param name="slope">LightGBM's sigmoid, &gt; 0.</param>
/// <param name="isUnbalance">The rarer class weighs as much as the other.</param>
/// <param name="positiveWeight">Factor on the weight of ones (scale_pos_weight).</param>
/// <param name="path">How to compute.</param>
sealed class Binary(double slope, bool isUnbalance, double positiveWeight, KernelPath path) : BuiltInObjective(
    new ElementwiseTransform<SigmoidOperator>(FormattableString.Invariant($"binary sigmoid:{slope:R}"), 1, slope, path))
{
    /// <summary>Probabilities closer to 0 and 1 are taken for this one; LightGBM's 1e-15f.</summary>
    public const double SmallestProbability = 1e-15f;

    Gradient _gradient;
    double _logOdds;
    bool _hasBothClasses;

    public override string DefaultMetric => "binary_logloss";

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(
            labels, label => label is 0 or 1, "binary takes 0 and 1",
            "Code the classes as 0 and 1, or use --objective multiclass.", describeRow);
        long positives = labels.Count(1.0);
        Span<long> counts = [labels.Length - positives, positives];
        collective.AllReduceSum(counts);
        _hasBothClasses = counts[0] > 0 && counts[1] > 0;
        bool balances = _hasBothClasses && isUnbalance;
        _gradient = new(
            slope,
            balances && counts[1] > counts[0] ? (double)counts[1] / counts[0] : 1,
            (balances && counts[0] > counts[1] ? (double)counts[0] / counts[1] : 1) * positiveWeight);
        double share = Math.Clamp(
            WeightedMean.Of(labels, weights, collective), SmallestProbability, 1 - SmallestProbability);
        _logOdds = Elementary.Log(share / (1 - share)) / slope;
    }

    public override double Baseline(int output) => _logOdds;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        if (_hasBothClasses)
        {
            GradientLoop.Run(rows, _gradient, path, destination);
        }
        else
        {
            destination.Gradients(0).Clear();
            destination.Hessians(0).Clear();
        }
    }

    readonly struct Gradient(double slope, double negativeWeight, double positiveWeight) : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double signed = (label + label - 1) * slope;
            double response = -signed / (1 + Elementary.Exp(signed * score)), magnitude = Math.Abs(response);
            double classWeight = label > 0 ? positiveWeight : negativeWeight;
            return (response * classWeight * weight, magnitude * (slope - magnitude) * classWeight * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var one = Vector256.Create(1.0);
            var signed = (label + label - one) * slope;
            var response = -signed / (one + Elementary.Exp(signed * score));
            var magnitude = Vector256.Abs(response);
            var isPositive = Vector256.GreaterThan(label, Vector256<double>.Zero);
            var classWeight = Vector256.ConditionalSelect(
                isPositive, Vector256.Create(positiveWeight), Vector256.Create(negativeWeight));
            return (response * classWeight * weight,
                magnitude * (Vector256.Create(slope) - magnitude) * classWeight * weight);
        }
    }
}
