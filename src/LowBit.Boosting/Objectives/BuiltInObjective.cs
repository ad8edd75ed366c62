using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>What the objectives of the house share: a transform, and a Newton step unless they say otherwise.</summary>
abstract class BuiltInObjective(IScoreTransform transform) : IObjective
{
    public string? ModelText => transform.ModelText;

    public int OutputCount => transform.OutputCount;

    public abstract string DefaultMetric { get; }

    public virtual bool HasUnitHessian => false;

    public virtual double? LeafPercentile => null;

    public virtual ReadOnlySpan<double> LeafWeights => [];

    public abstract void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective);

    public abstract double Baseline(int output);

    public abstract void ComputeGradients(RowBlock rows, GradientBlock destination);

    public void Transform(Span<double> scores) => transform.Transform(scores);
}
