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

    /// <summary>Compressed sparse rows; a field without an entry is 0.</summary>
    /// <param name="rowStarts">[rowCount + 1] index of each row's first entry, and the number of entries behind the last.</param>
    /// <param name="columnIndices">[entries] columns from 0 on, ascending within a row; every column is a feature.</param>
    /// <param name="values">[entries] values; NaN is missing, 0 is the same as no entry.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="columnCount">Columns.</param>
    /// <param name="labels">[rowCount] finite.</param>
    /// <param name="options">Roles of columns and binning.</param>
    /// <remarks>The same set, and so the same model bytes, as the dense matrix of these values.</remarks>
    /// <exception cref="BadDataException">The arrays do not describe rows; the message says where.</exception>
    public static Dataset FromCsr(
        ReadOnlyMemory<int> rowStarts, ReadOnlyMemory<int> columnIndices, ReadOnlyMemory<double> values, int rowCount,
        int columnCount, double[] labels, DatasetOptions? options = null) =>
        FromRows(rowStarts, columnIndices, values, rowCount, columnCount, labels, options);

    /// <inheritdoc cref="FromCsr(ReadOnlyMemory{int}, ReadOnlyMemory{int}, ReadOnlyMemory{double}, int, int, double[], DatasetOptions?)"/>
    public static Dataset FromCsr(
        ReadOnlyMemory<int> rowStarts, ReadOnlyMemory<int> columnIndices, ReadOnlyMemory<float> values, int rowCount,
        int columnCount, double[] labels, DatasetOptions? options = null) =>
        FromRows(rowStarts, columnIndices, values, rowCount, columnCount, labels, options);

    static Dataset FromRows<T>(
        ReadOnlyMemory<int> rowStarts, ReadOnlyMemory<int> columns, ReadOnlyMemory<T> values, int rowCount, int columnCount,
        double[] labels, DatasetOptions? options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        options ??= new();
        CsrRules.Check(rowStarts.Span, columns.Span, values.Length, rowCount, columnCount);
        CheckNames(options, columnCount);
        return FromSparse(new CsrTable<T>(rowStarts, columns, values, columnCount, options.ColumnNames), labels, options);
    }

    /// <summary>A sparse table; with a reference its columns are the reference's, in that order.</summary>
    static Dataset FromSparse<T>(CsrTable<T> table, double[] labels, DatasetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DatasetRules.CheckInput(options);
        if (options.Reference is not { } reference)
        {
            // the trees of a model look at whole rows
            return options.InputModel is { } model ? OnArray(model, table, labels, options) : DatasetBuilder.Build(table, labels, options);
        }
        DatasetRules.Check(table, labels, options);
        if (table.ColumnCount != reference.FeatureCount)
        {
            throw new BadDataException($"{table.Name} has {table.ColumnCount} columns; the training set has {reference.FeatureCount}.");
        }
        var roles = ColumnRoles.Of(table, options with { Ignore = [], Categorical = [] }, hasLabel: false);
        return DatasetBuilder.BuildLike(reference, table, roles, labels, options);
    }

    static void CheckNames(DatasetOptions options, int columnCount)
    {
        if (options.ColumnNames is { } names && names.Count != columnCount)
        {
            throw new BadDataException($"there are {names.Count} column names for {columnCount} columns.");
        }
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
        CheckNames(options, columnCount);
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
        var aligned = AlignedTable.Create(
            table, reference.Schema, reference.IsUsed, [.. roles.OfRows.Select(column => new ExtraColumn(column, null))]);
        return DatasetBuilder.BuildLike(reference, aligned, ColumnRoles.Behind(reference.FeatureCount, roles), labels, options);
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
