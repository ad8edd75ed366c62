using System.Numerics;

namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    ContributionForest? _contributions;

    /// <summary>Contributions of a row: a value a feature and the expected value, for each output.</summary>
    public int ContributionCount => checked(OutputCount * (FeatureCount + 1));

    /// <summary>
    /// How much each feature moves the raw score of one row: its Shapley value, where a feature that is not known is
    /// averaged over the training rows behind each branch (path-dependent TreeSHAP [Lundberg20]; LightGBM's
    /// pred_contrib). For each output the values add up to the raw score, with an error below 1e-10 times the sum of
    /// their magnitudes. The trees' numbers of training rows weigh their branches. The first call lays the trees
    /// out. After that a call takes no lock, and works in memory that the runtime's pool keeps for each thread.
    /// </summary>
    /// <param name="row">[FeatureCount]; NaN is missing, a category is its code.</param>
    /// <param name="contributions">
    /// out: [OutputCount × (FeatureCount + 1)], output by output; the last of each is the expected value: the mean raw score
    /// of the training rows. Sums over rounds, as raw scores are, also where <see cref="AverageOutput"/> is set.
    /// </param>
    /// <param name="options">Which rounds.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    /// <exception cref="BadModelException">The model has linear leaves, or does not count the rows of its leaves.</exception>
    public void PredictContributions(
        ReadOnlySpan<double> row, Span<double> contributions, PredictionOptions options = default)
    {
        CheckLengths(row.Length, 1, contributions.Length, ContributionCount);
        contributions.Clear();
        new ContributionBatch<double>(Contributions(), TreeRange(options)).Take(row, 1, contributions);
    }

    /// <summary>Contributions of many rows, each as if it were alone.</summary>
    /// <param name="rows">[rowCount × FeatureCount], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="contributions">out: [rowCount × OutputCount × (FeatureCount + 1)], row-major, each row as that of one.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">A length is not that of the model.</exception>
    /// <exception cref="BadModelException">The model has linear leaves, or does not count the rows of its leaves.</exception>
    public void PredictContributions(
        ReadOnlySpan<double> rows, int rowCount, Span<double> contributions, PredictionOptions options = default) =>
        Contribute(rows, rowCount, contributions, options);

    /// <inheritdoc cref="PredictContributions(ReadOnlySpan{double}, int, Span{double}, PredictionOptions)"/>
    public void PredictContributions(
        ReadOnlySpan<float> rows, int rowCount, Span<double> contributions, PredictionOptions options = default) =>
        Contribute(rows, rowCount, contributions, options);

    /// <summary>The layout for contributions, made when it is first needed.</summary>
    /// <exception cref="BadModelException">The model has linear leaves, or does not count the rows of its leaves.</exception>
    internal ContributionForest Contributions()
    {
        // threads that come at the same time make equal ones
        var made = Volatile.Read(ref _contributions) ?? ContributionForest.Build(_forest, Trees, OutputCount);
        Volatile.Write(ref _contributions, made);
        return made;
    }

    void Contribute<T>(ReadOnlySpan<T> rows, int rowCount, Span<double> contributions, PredictionOptions options)
        where T : unmanaged, INumberBase<T>
    {
        CheckLengths(rows.Length, rowCount, contributions.Length, ContributionCount);
        contributions.Clear();
        new ContributionBatch<T>(Contributions(), TreeRange(options)).Run(rows, rowCount, options.ThreadCount, contributions);
    }
}
