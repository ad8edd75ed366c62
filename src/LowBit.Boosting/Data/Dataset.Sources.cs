using System.Numerics;

namespace LowBit.Boosting;

public sealed partial class Dataset
{
    /// <summary>A matrix of doubles; NaN is missing.</summary>
    /// <param name="values">[rowCount × columnCount], every column a feature.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="columnCount">Columns.</param>
    /// <param name="labels">[rowCount] finite.</param>
    /// <param name="options">Roles of columns and binning.</param>
    /// <param name="layout">How the matrix lies in the array.</param>
    public static Dataset FromArrays(
        ReadOnlyMemory<double> values, int rowCount, int columnCount, double[] labels,
        DatasetOptions? options = null, MatrixLayout layout = MatrixLayout.RowMajor) =>
        FromMatrix(values, rowCount, columnCount, labels, options, layout);

    /// <inheritdoc cref="FromArrays(ReadOnlyMemory{double}, int, int, double[], DatasetOptions?, MatrixLayout)"/>
    public static Dataset FromArrays(
        ReadOnlyMemory<float> values, int rowCount, int columnCount, double[] labels,
        DatasetOptions? options = null, MatrixLayout layout = MatrixLayout.RowMajor) =>
        FromMatrix(values, rowCount, columnCount, labels, options, layout);

    /// <summary>Records: each selector makes a feature.</summary>
    /// <param name="records">The rows, in order.</param>
    /// <param name="label">The label of a record.</param>
    /// <param name="features">Name and value of each feature; NaN is missing.</param>
    /// <param name="options">Roles of columns (by the names given here) and binning.</param>
    public static Dataset From<T>(
        IEnumerable<T> records, Func<T, double> label, IReadOnlyList<(string Name, Func<T, double> Value)> features,
        DatasetOptions? options = null)
    {
        var values = new List<double>();
        var labels = new List<double>();
        foreach (var record in records)
        {
            labels.Add(label(record));
            foreach (var (_, value) in features)
            {
                values.Add(value(record));
            }
        }
        options = (options ?? new()) with { ColumnNames = [.. features.Select(feature => feature.Name)] };
        return FromArrays(values.ToArray(), labels.Count, features.Count, [.. labels], options);
    }

    static Dataset FromMatrix<T>(
        ReadOnlyMemory<T> values, int rowCount, int columnCount, double[] labels, DatasetOptions? options, MatrixLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        options ??= new();
        if (values.Length != (long)rowCount * columnCount)
        {
            throw new BadDataException(
                $"the array holds {values.Length} values; {rowCount} rows × {columnCount} columns need {(long)rowCount * columnCount}.");
        }
        if (options.ColumnNames is { } names && names.Count != columnCount)
        {
            throw new BadDataException($"there are {names.Count} column names for {columnCount} columns.");
        }
        var table = new ArrayTable<T>(values, rowCount, columnCount, layout, options.ColumnNames);
        DatasetRules.CheckInput(options);
        return options.Reference is { } reference ? LikeArray(reference, table, labels, options)
            : options.InputModel is { } model ? OnArray(model, table, labels, options)
            : DatasetBuilder.Build(table, labels, options);
    }

    static Dataset LikeArray(Dataset reference, ITable table, double[] labels, DatasetOptions options)
    {
        DatasetRules.Check(table, labels, options);
        var roles = ColumnRoles.Of(table, options, hasLabel: false);
        var aligned = AlignedTable.Create(table, reference.Schema, reference.IsUsed, roles.Weight >= 0 ? [new(roles.Weight, null)] : []);
        return DatasetBuilder.BuildLike(
            reference, aligned, ColumnRoles.Behind(reference.FeatureCount, -1, roles.Weight), labels, options);
    }

    static Dataset OnArray(BoostedTrees model, ITable table, double[] labels, DatasetOptions options)
    {
        DatasetRules.Check(table, labels, options);
        var columns = InputTable.WithColumns(model, table, options, hasLabel: false);
        return DatasetBuilder.BuildOn(InputTable.Create(table, model, columns, hasLabel: false), labels, options);
    }

    /// <summary>Splits of new trees, or trees of the input model, may look at the feature.</summary>
    Func<int, bool> IsUsed
    {
        get
        {
            var isInput = InputModel?.UsedFeatures();
            return feature => Mappers[feature] is { BinCount: > 1 } || isInput?[feature] == true;
        }
    }
}
