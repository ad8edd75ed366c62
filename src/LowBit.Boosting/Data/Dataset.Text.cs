namespace LowBit.Boosting;

public sealed partial class Dataset
{
    /// <summary>A CSV or TSV file, also <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Roles of columns and binning; with <see cref="DatasetOptions.Reference"/> a validation set.</param>
    /// <exception cref="BadDataException">The file cannot be used; the message says why and where.</exception>
    public static Dataset FromCsv(string path, DatasetOptions? options = null)
    {
        options ??= new();
        DatasetRules.CheckInput(options);
        if (options.Reference is { } reference)
        {
            using var source = TextSource.OpenLike(path, reference.Schema, options, hasLabel: true, reference.IsUsed);
            DatasetRules.Check(source.File, null, options);
            return DatasetBuilder.BuildLike(reference, source.Table, source.Roles, null, options).Describing(DescribeLike);
        }
        if (options.InputModel is { } model)
        {
            using var file = TextSource.OpenOn(path, model, options, out var input);
            DatasetRules.Check(file, null, options);
            return DatasetBuilder.BuildOn(input, null, options).Describing(DescribeOn);
        }
        using var table = TextSource.Open(path, options);
        return DatasetBuilder.Build(table, null, options).Describing(Describe);

        // The file is closed when training finds a label that its objective does not take: it is opened again.
        string Describe(int row)
        {
            using var again = TextSource.Open(path, options);
            return again.Describe(row, ColumnRoles.Of(again, options, hasLabel: true).Label);
        }

        string DescribeOn(int row)
        {
            using var again = TextSource.OpenOn(path, options.InputModel!, options, out var input);
            return input.Table.Describe(row, input.Roles.Label);
        }

        string DescribeLike(int row)
        {
            using var again = TextSource.OpenLike(path, reference.Schema, options, hasLabel: true, reference.IsUsed);
            return again.Table.Describe(row, again.Roles.Label);
        }
    }

    Dataset Describing(Func<int, string> describeLabel)
    {
        DescribeLabel = describeLabel;
        return this;
    }
}
