using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>A loss: its gradients, its baseline and the transform from raw scores to predictions.</summary>
public interface IObjective : IScoreTransform
{
    /// <summary>Name of the metric that is reported when none is asked for.</summary>
    string DefaultMetric { get; }

    /// <summary>
    /// The second derivative is 1 for every row of weight 1. With weights it is the weight, and the engine knows.
    /// </summary>
    bool HasUnitHessian { get; }

    /// <summary>
    /// The leaf value is this weighted percentile of label − score (0.5 for L1), not a Newton step; null for a Newton step.
    /// </summary>
    double? LeafPercentile { get; }

    /// <summary>
    /// What this rank's rows weigh in <see cref="LeafPercentile"/> [rows], ≥ 0; empty: as elsewhere. Called after
    /// <see cref="Prepare"/>.
    /// </summary>
    ReadOnlySpan<double> LeafWeights => [];

    /// <summary>
    /// Called once before the first round: checks the labels, throws <see cref="BadDataException"/> with the row of the
    /// first label outside the domain, and takes what it needs of all the rows through <paramref name="collective"/>.
    /// </summary>
    /// <param name="labels">Labels of this rank's rows.</param>
    /// <param name="weights">Weights of this rank's rows; empty: every row weighs 1.</param>
    /// <param name="describeRow">Where a row stands, for error lines.</param>
    /// <param name="collective">The ranks of this run.</param>
    void Prepare(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective);

    /// <summary>The constant raw score that fits best (boost from average). Called after <see cref="Prepare"/>.</summary>
    double Baseline(int output);

    /// <summary>Gradients and hessians of a range of rows; weights are multiplied in. Called from several threads.</summary>
    void ComputeGradients(RowBlock rows, GradientBlock destination);
}
