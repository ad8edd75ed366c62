using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>What a metric looks at: this rank's rows of one data set.</summary>
public sealed class EvaluationRows
{
    readonly double[][] _scores;
    readonly double[] _labels;
    readonly double[]? _weights;

    internal EvaluationRows(
        double[][] scores, double[] labels, double[]? weights, IScoreTransform? transform, ICollective collective,
        WorkerTeam? team = null) =>
        (_scores, _labels, _weights, Transform, Collective, Team) = (scores, labels, weights, transform, collective, team);

    /// <summary>Number of rows on this rank.</summary>
    public int RowCount => _labels.Length;

    /// <summary>Raw scores a row.</summary>
    public int OutputCount => _scores.Length;

    /// <summary>Labels [RowCount].</summary>
    public ReadOnlySpan<double> Labels => _labels;

    /// <summary>Weights [RowCount], or empty where every row weighs 1.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Raw scores of one output [RowCount]; those of a random forest are averages over its rounds.</summary>
    public ReadOnlySpan<double> Scores(int output) => _scores[output];

    /// <summary>The way from raw scores to predictions; null: the scores are the predictions.</summary>
    public IScoreTransform? Transform { get; }

    /// <summary>The ranks of this run.</summary>
    public ICollective Collective { get; }

    /// <summary>Threads that may share the rows; null: the caller alone.</summary>
    internal WorkerTeam? Team { get; }
}
