using System.Buffers;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    /// <summary>Fields of a block of rows whose bins are turned into values: they stay in the second cache.</summary>
    const int BinnedBlockFields = 1 << 15, MostFieldsOnStack = 512;

    readonly ConditionalWeakTable<Feature[], BinnedColumns> _binned = [];

    /// <summary>
    /// Raw scores of the rows of a dataset, by their bins: those of the values that it was made from, bit for bit. The
    /// dataset has the bins that the model was trained on: it is that of the training, or was made with it as reference, or
    /// was loaded from a file of either.
    /// </summary>
    /// <param name="data">The rows; initial scores do not count.</param>
    /// <param name="scores">out: [rows × OutputCount], row-major.</param>
    /// <param name="options">Which rounds, and on how many threads.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="BadDataException">A split of the model is no edge of the dataset's bins, or a leaf is linear.</exception>
    public void PredictRaw(Dataset data, Span<double> scores, PredictionOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckCells(data.RowCount, scores.Length, OutputCount);
        var columns = ColumnsOf(data, options);
        var result = new double[scores.Length];
        int threads = options.ThreadCount > 0 ? options.ThreadCount : Environment.ProcessorCount;
        int blockRows = Math.Max(1, BinnedBlockFields / RankedForest.GroupRows / Math.Max(1, FeatureCount)) * RankedForest.GroupRows;
        Parallel.For(0, (data.RowCount + blockRows - 1) / blockRows, new() { MaxDegreeOfParallelism = threads }, block =>
        {
            int first = block * blockRows, count = Math.Min(data.RowCount - first, blockRows);
            double[] rows = ArrayPool<double>.Shared.Rent(count * FeatureCount);
            columns.Read(data.Bins, first, first + count, FeatureCount, rows);
            Score<double>(rows.AsSpan(0, count * FeatureCount), count,
                result.AsSpan(first * OutputCount, count * OutputCount), options with { ThreadCount = 1 });
            ArrayPool<double>.Shared.Return(rows);
        });
        result.CopyTo(scores);
    }

    /// <summary>
    /// Raw scores of one row of a dataset, by its bins: those that all its rows get at once, bit for bit. The first call for a
    /// dataset looks up the model's splits among its bins; the others take no lock, and no memory unless the model looks at
    /// more than 500 columns.
    /// </summary>
    /// <param name="data">The rows; initial scores do not count.</param>
    /// <param name="row">Which of them, from 0.</param>
    /// <param name="scores">out: [OutputCount].</param>
    /// <param name="options">Which rounds.</param>
    /// <exception cref="ArgumentException">The dataset has no such row, or the destination has another length.</exception>
    /// <exception cref="BadDataException">A split of the model is no edge of the dataset's bins, or a leaf is linear.</exception>
    [SkipLocalsInit]
    public void PredictRaw(Dataset data, int row, Span<double> scores, PredictionOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if ((uint)row >= (uint)data.RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(row), $"Row {row} is not among the {data.RowCount} rows of the data.");
        }
        CheckCells(1, scores.Length, OutputCount);
        var columns = ColumnsOf(data, options);
        double[]? rented = FeatureCount > MostFieldsOnStack ? ArrayPool<double>.Shared.Rent(FeatureCount) : null;
        Span<double> fields = rented is null ? stackalloc double[MostFieldsOnStack] : rented;
        columns.Read(data.Bins, row, row + 1, FeatureCount, fields);
        PredictRaw(fields[..FeatureCount], scores, options);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Predictions of the rows of a dataset, by their bins.</summary>
    /// <inheritdoc cref="PredictRaw(Dataset, Span{double}, PredictionOptions)"/>
    public void Predict(Dataset data, Span<double> predictions, PredictionOptions options = default)
    {
        PredictRaw(data, predictions, options);
        Transform(predictions, options);
    }

    /// <summary>Predictions of one row of a dataset, by its bins.</summary>
    /// <inheritdoc cref="PredictRaw(Dataset, int, Span{double}, PredictionOptions)"/>
    public void Predict(Dataset data, int row, Span<double> predictions, PredictionOptions options = default)
    {
        PredictRaw(data, row, predictions, options);
        Transform(predictions, options);
    }

    BinnedColumns ColumnsOf(Dataset data, PredictionOptions options)
    {
        if (data.FeatureCount != FeatureCount)
        {
            throw BinnedColumns.OtherBins();
        }
        var columns = _binned.GetOrAdd(data.Features, static (features, model) => new(model, features), this);
        columns.Check(TreeRange(options));
        return columns;
    }
}
