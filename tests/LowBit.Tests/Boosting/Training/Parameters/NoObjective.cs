using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>A custom loss that is never asked.</summary>
sealed class NoObjective : IObjective
{
    public string? ModelText => null;

    public int OutputCount => 1;

    public string DefaultMetric => "l2";

    public bool HasUnitHessian => true;

    public double? LeafPercentile => null;

    public void Prepare(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective) =>
        throw new NotSupportedException();

    public double Baseline(int output) => throw new NotSupportedException();

    public void ComputeGradients(RowBlock rows, GradientBlock destination) => throw new NotSupportedException();

    public void Transform(Span<double> scores) => throw new NotSupportedException();
}
