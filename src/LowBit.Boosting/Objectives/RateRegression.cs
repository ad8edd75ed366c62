using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Losses whose score is the logarithm of a rate. Baseline: the logarithm of the weighted mean of the labels.
/// </summary>
abstract class RateRegression(string name, KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<ExpOperator>(name, 1, 1, path))
{
    double _logMean;

    public override string DefaultMetric => name;

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        CheckLabels(labels, describeRow);
        double mean = WeightedMean.Of(labels, weights, collective);
        _logMean = mean > 0 ? Elementary.Log(mean) : throw new BadDataException(
            $"every label is 0 or weighs 0; {name} needs at least one above 0. Check which column is the label.");
    }

    public override double Baseline(int output) => _logMean;

    protected abstract void CheckLabels(ReadOnlySpan<double> labels, Func<int, string> describeRow);
}
