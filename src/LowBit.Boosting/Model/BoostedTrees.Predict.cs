using System.Numerics;
using LowBit.Numerics;

namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    readonly Forest _forest;
    readonly Lazy<RankedForest?> _ranked;
    readonly IScoreTransform _transform;

    /// <summary>
    /// Raw scores of one row: for each output the sum of its trees' leaves in their order, from 0. Equal to LightGBM's
    /// bit for bit. Takes no lock, and no memory unless the model looks at more than 500 columns.
    /// </summary>
    /// <param name="row">[FeatureCount]; NaN is missing, a category is its code.</param>
    /// <param name="scores">out: [OutputCount].</param>
    /// <param name="options">Which rounds.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void PredictRaw(ReadOnlySpan<double> row, Span<double> scores, PredictionOptions options = default)
    {
        CheckLengths(row.Length, 1, scores.Length, OutputCount);
        scores.Clear();
        ForestWalk<double, ScoreVisitor>.Row(_forest, TreesOf(options).Span, row, scores);
    }

    /// <summary>Raw scores of many rows, each as if it were alone.</summary>
    /// <param name="rows">[rowCount × FeatureCount], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="scores">out: [rowCount × OutputCount], row-major.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void PredictRaw(
        ReadOnlySpan<double> rows, int rowCount, Span<double> scores, PredictionOptions options = default) =>
        Score(rows, rowCount, scores, options);

    /// <inheritdoc cref="PredictRaw(ReadOnlySpan{double}, int, Span{double}, PredictionOptions)"/>
    public void PredictRaw(
        ReadOnlySpan<float> rows, int rowCount, Span<double> scores, PredictionOptions options = default) =>
        Score(rows, rowCount, scores, options);

    /// <summary>
    /// Predictions of one row: raw scores, averaged where <see cref="AverageOutput"/> says so, through the transform of
    /// the loss (probability, rate, …). Takes no lock, and no memory unless the model looks at more than 500 columns.
    /// </summary>
    /// <param name="row">[FeatureCount]; NaN is missing, a category is its code.</param>
    /// <param name="predictions">out: [OutputCount].</param>
    /// <param name="options">Which rounds.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void Predict(ReadOnlySpan<double> row, Span<double> predictions, PredictionOptions options = default)
    {
        PredictRaw(row, predictions, options);
        Transform(predictions, options);
    }

    /// <summary>Predictions of many rows, each as if it were alone.</summary>
    /// <param name="rows">[rowCount × FeatureCount], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="predictions">out: [rowCount × OutputCount], row-major.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void Predict(
        ReadOnlySpan<double> rows, int rowCount, Span<double> predictions, PredictionOptions options = default)
    {
        Score(rows, rowCount, predictions, options);
        Transform(predictions, options);
    }

    /// <inheritdoc cref="Predict(ReadOnlySpan{double}, int, Span{double}, PredictionOptions)"/>
    public void Predict(
        ReadOnlySpan<float> rows, int rowCount, Span<double> predictions, PredictionOptions options = default)
    {
        Score(rows, rowCount, predictions, options);
        Transform(predictions, options);
    }

    /// <summary>The leaf of each tree that one row ends in.</summary>
    /// <param name="row">[FeatureCount]; NaN is missing, a category is its code.</param>
    /// <param name="leaves">out: [trees of the rounds used], in their order.</param>
    /// <param name="options">Which rounds.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void PredictLeaf(ReadOnlySpan<double> row, Span<int> leaves, PredictionOptions options = default)
    {
        var trees = TreesOf(options);
        CheckLengths(row.Length, 1, leaves.Length, trees.Length);
        ForestWalk<int, LeafVisitor>.Row(_forest, trees.Span, row, leaves);
    }

    /// <summary>The leaves that many rows end in.</summary>
    /// <param name="rows">[rowCount × FeatureCount], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="leaves">out: [rowCount × trees of the rounds used], row-major.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    public void PredictLeaf(
        ReadOnlySpan<double> rows, int rowCount, Span<int> leaves, PredictionOptions options = default)
    {
        var trees = TreesOf(options);
        CheckLengths(rows.Length, rowCount, leaves.Length, trees.Length);
        Visit<double, int, LeafVisitor>(rows, rowCount, leaves, options);
    }

    void Score<T>(ReadOnlySpan<T> rows, int rowCount, Span<double> scores, PredictionOptions options)
        where T : unmanaged, INumberBase<T>
    {
        CheckLengths(rows.Length, rowCount, scores.Length, OutputCount);
        scores.Clear();
        Visit<T, double, ScoreVisitor>(rows, rowCount, scores, options);
    }

    /// <summary>Groups of rows by their ranks, where there is a group and the model allows it; else from node to node.</summary>
    void Visit<T, TCell, TVisitor>(ReadOnlySpan<T> rows, int rowCount, Span<TCell> cells, PredictionOptions options)
        where T : unmanaged, INumberBase<T> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
    {
        if (rowCount >= RankedForest.GroupRows && Isa.Best != KernelPath.Scalar && Ranked is { } ranked)
        {
            new RankedRows<T, TCell, TVisitor>(ranked, TreeRange(options), RankKernel.For(Isa.Best))
                .Run(rows, rowCount, options.ThreadCount, cells);
            return;
        }
        ForestBatch.Run<T, TCell, TVisitor>(_forest, TreesOf(options), rows, rowCount, options.ThreadCount, cells);
    }

    void Transform(Span<double> scores, PredictionOptions options)
    {
        if (AverageOutput && TreesOf(options).Length / OutputCount is > 0 and var rounds)
        {
            foreach (ref double score in scores)
            {
                score /= rounds;
            }
        }
        _transform.Transform(scores);
    }

    ReadOnlyMemory<ForestTree> TreesOf(PredictionOptions options) => _forest.Trees.AsMemory(TreeRange(options));

    Range TreeRange(PredictionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.FirstIteration);
        int first = Math.Min(options.FirstIteration, IterationCount);
        int rest = IterationCount - first;
        int count = options.IterationCount > 0 ? Math.Min(options.IterationCount, rest) : rest;
        return (first * OutputCount)..((first + count) * OutputCount);
    }

    void CheckLengths(int fieldCount, int rowCount, int cellCount, int cellsPerRow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        if (fieldCount != (long)rowCount * FeatureCount)
        {
            throw new ArgumentException(
                $"{fieldCount} fields stand for {rowCount} rows; the model takes {FeatureCount} columns a row.");
        }
        CheckCells(rowCount, cellCount, cellsPerRow);
    }

    static void CheckCells(int rowCount, int cellCount, int cellsPerRow)
    {
        if (cellCount != (long)rowCount * cellsPerRow)
        {
            throw new ArgumentException(
                $"The destination has room for {cellCount} values; {rowCount} rows take {cellsPerRow} each.");
        }
    }
}
