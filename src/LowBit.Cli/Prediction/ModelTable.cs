using System.Buffers;
using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>
/// A data file in the order of a model's columns: matched by name where both have names, else by position, with the
/// model's codes for its categories and classes. To evaluate, the label and the weight are read too.
/// </summary>
sealed class ModelTable(AlignedSource source, double[]? fileWeights = null) : IDisposable
{
    const int BlockFields = 1 << 21;

    public int RowCount => source.Table.RowCount;

    public bool HasWeight => source.Roles.Weight >= 0 || fileWeights is not null;

    /// <summary>Rows to read at a time, fewer where rows are wide: a block of them is at most 16 MiB or one row.</summary>
    public int BlockRows(int most) => Math.Clamp(BlockFields / source.Table.ColumnCount, 1, most);

    /// <summary>Opens a file to predict; it may have a label or not.</summary>
    public static ModelTable Open(string path, ModelColumns columns, DatasetOptions options) =>
        new(AlignedSource.Open(path, columns.Schema, options, hasLabel: false, columns.IsNeeded));

    /// <summary>
    /// Opens a file to evaluate; label and weight are those of training unless the options name others, or a file of weights
    /// stands beside it.
    /// </summary>
    public static ModelTable OpenLabelled(string path, ModelColumns columns, DatasetOptions options)
    {
        var schema = columns.Schema;
        options = options with
        {
            Label = options.Label ?? (schema.LabelName is null ? Index(schema.LabelIndex) : null),
            Weight = options.Weight ?? (columns.Weight < 0 ? null : TrainingWeight(path, columns, options)),
        };
        var source = AlignedSource.Open(path, schema, options, hasLabel: true, columns.IsNeeded);
        try
        {
            return new(source, SideFiles.Weights(path, source.Table.RowCount, hasOthers: source.Roles.Weight >= 0));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Reads rows.</summary>
    /// <param name="firstRow">First row, counted from 0 without the header.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="features">out: [rowCount × features of the model], row-major.</param>
    /// <param name="labels">out: [rowCount], or empty.</param>
    /// <param name="weights">out: [rowCount], or empty.</param>
    public void Read(int firstRow, int rowCount, Span<double> features, Span<double> labels = default, Span<double> weights = default)
    {
        int width = source.Table.ColumnCount, featureCount = features.Length / rowCount;
        double[] rows = ArrayPool<double>.Shared.Rent(rowCount * width);
        source.Table.Read(firstRow, rowCount, rows.AsSpan(0, rowCount * width));
        for (int row = 0; row < rowCount; row++)
        {
            var fields = rows.AsSpan(row * width, width);
            fields[..featureCount].CopyTo(features[(row * featureCount)..]);
            if (!labels.IsEmpty)
            {
                labels[row] = fields[source.Roles.Label];
            }
            if (!weights.IsEmpty)
            {
                weights[row] = fileWeights is null ? fields[source.Roles.Weight] : fileWeights[firstRow + row];
            }
        }
        ArrayPool<double>.Shared.Return(rows);
    }

    /// <summary>Where a row's label stands, for error lines.</summary>
    public string DescribeLabel(int row) => source.Table.Describe(row, source.Roles.Label);

    /// <summary>Where a row's weight stands, for error lines.</summary>
    public string DescribeWeight(int row) => source.Table.Describe(row, source.Roles.Weight);

    public void Dispose() => source.Dispose();

    // A file without the column of weights is evaluated without weights.
    static string? TrainingWeight(string path, ModelColumns columns, DatasetOptions options)
    {
        if (columns.Schema.Names is not { } names)
        {
            return Index(columns.Weight);
        }
        using var bytes = ByteSource.Open(path);
        if (options.HasHeader != true && LibSvmFormat.Of(bytes, TextSizes.Default) is not null)
        {
            return Index(columns.Weight);
        }
        using var file = TextTable.Open(bytes, new() { HasHeader = options.HasHeader, ThreadCount = options.NumThreads });
        return file.ColumnNames is null ? Index(columns.Weight)
            : file.ColumnNames.Contains(names[columns.Weight]) ? "name:" + names[columns.Weight] : null;
    }

    static string Index(int column) => column.ToString(CultureInfo.InvariantCulture);
}
