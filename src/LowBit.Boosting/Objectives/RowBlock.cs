namespace LowBit.Boosting;

/// <summary>A range of rows that an objective works on. Elementwise: what a row gets depends on that row alone.</summary>
public readonly ref struct RowBlock
{
    readonly double[][] _scores;
    readonly double[] _labels;
    readonly double[]? _weights;

    internal RowBlock(double[][] scores, double[] labels, double[]? weights, int firstRow, int rowCount) =>
        (_scores, _labels, _weights, FirstRow, RowCount) = (scores, labels, weights, firstRow, rowCount);

    /// <summary>Index of the first row among this process's rows.</summary>
    public int FirstRow { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Labels [RowCount].</summary>
    public ReadOnlySpan<double> Labels => _labels.AsSpan(FirstRow, RowCount);

    /// <summary>Weights [RowCount], or empty where every row weighs 1.</summary>
    public ReadOnlySpan<double> Weights => _weights is null ? [] : _weights.AsSpan(FirstRow, RowCount);

    /// <summary>Raw scores of one output [RowCount].</summary>
    public ReadOnlySpan<double> Scores(int output) => _scores[output].AsSpan(FirstRow, RowCount);
}
