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

    BinaryTask _task;

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
        double share = WeightedMean.Of(labels, weights, collective);
        _task = BinaryTask.From(counts, share, slope, isUnbalance, positiveWeight);
    }

    public override double Baseline(int output) => _task.LogOdds;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        if (_task.HasBothClasses)
        {
            GradientLoop.RunWide(rows, 0, _task.Gradient, path, destination);
        }
        else
        {
            destination.Gradients(0).Clear();
            destination.Hessians(0).Clear();
        }
    }
}
