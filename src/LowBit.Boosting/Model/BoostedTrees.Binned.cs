namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    const int BinnedBlockRows = 1024;

    /// <summary>
    /// Raw scores of the rows of a dataset, by their bins: those of the values that it was made from, bit for bit. The
    /// dataset has the bins that the model was trained on: it is that of the training, or was made with it as reference, or
    /// was loaded from a file of either.
    /// </summary>
    /// <param name="data">The rows; initial scores do not count.</param>
    /// <param name="scores">out: [rows × OutputCount], row-major.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="BadDataException">A split of the model is no edge of the dataset's bins.</exception>
    public void PredictRaw(Dataset data, Span<double> scores, PredictionOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckLengths(data.RowCount * FeatureCount, data.RowCount, scores.Length, OutputCount);
        var trees = Trees.ToArray()[TreeRange(options)];
        var walks = Array.ConvertAll(trees, tree => StoredTreeBins.Of(tree, data.Features) ?? throw new BadDataException(
            "The model was not trained on the bins of these data; give its training set as their reference, or predict from values."));
        var result = new double[scores.Length];
        int threads = options.ThreadCount > 0 ? options.ThreadCount : Environment.ProcessorCount;
        int blocks = (data.RowCount + BinnedBlockRows - 1) / BinnedBlockRows;
        Parallel.For(0, blocks, new() { MaxDegreeOfParallelism = threads }, block =>
        {
            int first = block * BinnedBlockRows, end = Math.Min(data.RowCount, first + BinnedBlockRows);
            for (int tree = 0; tree < trees.Length; tree++)
            {
                Add(trees[tree], walks[tree], data.Bins, first, end, result.AsSpan(tree % OutputCount));
            }
        });
        result.CopyTo(scores);
    }

    /// <summary>Predictions of the rows of a dataset, by their bins.</summary>
    /// <inheritdoc cref="PredictRaw(Dataset, Span{double}, PredictionOptions)"/>
    public void Predict(Dataset data, Span<double> predictions, PredictionOptions options = default)
    {
        PredictRaw(data, predictions, options);
        Transform(predictions, options);
    }

    void Add(Tree tree, BinnedTree walk, BinnedMatrix bins, int first, int end, Span<double> scores)
    {
        for (int row = first; row < end; row++)
        {
            scores[row * OutputCount] += tree.LeafValue[walk.LeafOf(bins, row)];
        }
    }
}
