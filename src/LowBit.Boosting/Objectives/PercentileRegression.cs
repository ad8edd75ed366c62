using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Losses of a number whose best constant is a percentile: trees are grown on slopes with hessian 1, and a leaf's value is
/// the weighted percentile of its rows' label − score [Friedman01]. Baseline: the weighted percentile of the labels.
/// </summary>
/// <param name="name">LightGBM's name.</param>
/// <param name="fraction">0 … 1, both excluded.</param>
/// <param name="learnsRoots">reg_sqrt.</param>
/// <param name="path">How to compute.</param>
abstract class PercentileRegression(string name, double fraction, bool learnsRoots, KernelPath path)
    : BuiltInObjective(RegressionTransform.Of(name, learnsRoots, path))
{
    double _percentile;

    public override bool HasUnitHessian => true;

    public override double? LeafPercentile => fraction;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(labels, _ => true, $"{name} takes finite numbers", "Correct or remove the row.", describeRow);
        WeightedMean.RequiredWeight(labels.Length, weights, collective);
        _percentile = new WeightedPercentile(fraction, PercentileWeights(labels, weights), collective).Of(labels);
    }

    public override double Baseline(int output) => _percentile;

    /// <summary>What a row weighs in the percentiles.</summary>
    protected virtual ReadOnlySpan<double> PercentileWeights(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights) => weights;
}
