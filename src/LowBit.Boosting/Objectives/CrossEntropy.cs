using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// −label · ln p − (1 − label) · ln(1 − p) with p = 1 / (1 + e^−score): labels are probabilities. Baseline: the log-odds of
/// the weighted mean of the labels.
/// </summary>
sealed class CrossEntropy(KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<SigmoidOperator>("cross_entropy", 1, 1, path))
{
    double _logOdds;

    public override string DefaultMetric => "cross_entropy";

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        CheckLabels("cross_entropy", labels, describeRow);
        double share = Math.Clamp(
            WeightedMean.Of(labels, weights, collective), Binary.SmallestProbability, 1 - Binary.SmallestProbability);
        _logOdds = Elementary.Log(share / (1 - share));
    }

    public override double Baseline(int output) => _logOdds;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination) =>
        GradientLoop.Run(rows, default(Gradient), path, destination);

    public static void CheckLabels(string name, ReadOnlySpan<double> labels, Func<int, string> describeRow) => LabelRules.Check(
        labels, label => label is >= 0 and <= 1, $"{name} takes probabilities, 0 to 1",
        "Divide the labels by their largest, or use --objective regression.", describeRow);

    // With e = e^−|score| nothing overflows, and 1 − p keeps its digits where p is near 1.
    readonly struct Gradient : IGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
        {
            double e = Elementary.Exp(-Math.Abs(score)), inverse = 1 / (1 + e), rest = e * inverse;
            double gradient = score > 0 ? 1 - label - rest : rest - label;
            return (gradient * weight, rest * inverse * weight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight)
        {
            var one = Vector256.Create(1.0);
            Vector256<double> e = Elementary.Exp(-Vector256.Abs(score)), inverse = one / (one + e), rest = e * inverse;
            var gradient = Vector256.ConditionalSelect(
                Vector256.GreaterThan(score, Vector256<double>.Zero), one - label - rest, rest - label);
            return (gradient * weight, rest * inverse * weight);
        }
    }
}
