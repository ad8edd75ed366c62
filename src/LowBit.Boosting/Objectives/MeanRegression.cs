using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Losses of a number that start from the weighted mean of the labels, as LightGBM's do.</summary>
abstract class MeanRegression(string name, bool learnsRoots, KernelPath path)
    : BuiltInObjective(RegressionTransform.Of(name, learnsRoots, path))
{
    double _mean;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        LabelRules.Check(labels, _ => true, $"{name} takes finite numbers", "Correct or remove the row.", describeRow);
        _mean = WeightedMean.Of(labels, weights, collective);
    }

    public override double Baseline(int output) => _mean;
}
