namespace LowBit.Boosting;

public sealed partial class Dataset
{
    /// <summary>
    /// A CSV, TSV or LibSVM file, also <c>.gz</c>, with the files beside it: FILE.weight, FILE.query or FILE.group, and
    /// FILE.init, as LightGBM reads them; or a set that <see cref="Save"/> wrote. The format is told by the first rows; docs/data-files.md has the rules.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Roles of columns and binning; with <see cref="DatasetOptions.Reference"/> a validation set.</param>
    /// <exception cref="BadDataException">A file cannot be used; the message says why and where.</exception>
    /// <exception cref="BadOptionException">A column of the options is not there, or cannot be what it is named for.</exception>
    public static Dataset FromFile(string path, DatasetOptions? options = null)
    {
        options ??= new();
        if (DatasetFile.IsOne(path))
        {
            return Load(path, options);
        }
        var source = ByteSource.Open(path, options.Cancellation);
        LibSvmFormat? format;
        try
        {
            format = options.HasHeader == true ? null : LibSvmFormat.Of(source, TextSizes.Default);
        }
        catch
        {
            source.Dispose();
            throw;
        }
        if (format is null)
        {
            return FromText(source, path, options, SideFiles.Read);
        }
        using (source)
        {
            return FromLibSvm(source, path, format.Value, options);
        }
    }

    /// <summary>A CSV or TSV file, also <c>.gz</c>, by itself: files beside it are not read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Roles of columns and binning; with <see cref="DatasetOptions.Reference"/> a validation set.</param>
    /// <exception cref="BadDataException">The file cannot be used; the message says why and where.</exception>
    public static Dataset FromCsv(string path, DatasetOptions? options = null) =>
        FromText(ByteSource.Open(path, options?.Cancellation ?? default), path, options ?? new(), (_, _, given, _) => given);

    static Dataset FromText(
        ByteSource bytes, string path, DatasetOptions options, Func<string, int, DatasetOptions, int[]?, DatasetOptions> addSideFiles)
    {
        DatasetRules.CheckInput(options);
        if (options.Reference is { } reference)
        {
            using var source = TextSource.OpenLike(bytes, path, reference.Schema, options, hasLabel: true, reference.IsUsed);
            var all = addSideFiles(path, source.Table.RowCount, options, null);
            DatasetRules.Check(source.File, null, all);
            return DatasetBuilder.BuildLike(reference, source.Table, source.Roles, null, all).Describing(DescribeLike);
        }
        if (options.InputModel is { } model)
        {
            using var file = TextSource.OpenOn(bytes, path, model, options, out var input);
            var all = addSideFiles(path, file.RowCount, options, null);
            DatasetRules.Check(file, null, all);
            return DatasetBuilder.BuildOn(input, null, all).Describing(DescribeOn);
        }
        using var table = TextSource.Open(bytes, path, options);
        return DatasetBuilder.Build(table, null, addSideFiles(path, table.RowCount, options, null)).Describing(Describe);

        // The file is closed when training finds a label that its objective does not take: it is opened again.
        string Describe(int row)
        {
            using var again = TextSource.Open(ByteSource.Open(path), path, options);
            return again.Describe(row, ColumnRoles.Of(again, options, hasLabel: true).Label);
        }

        string DescribeOn(int row)
        {
            using var again = TextSource.OpenOn(ByteSource.Open(path), path, options.InputModel!, options, out var input);
            return input.Table.Describe(row, input.Roles.Label);
        }

        string DescribeLike(int row)
        {
            using var again = TextSource.OpenLike(ByteSource.Open(path), path, reference.Schema, options, hasLabel: true, reference.IsUsed);
            return again.Table.Describe(row, again.Roles.Label);
        }
    }

    static Dataset FromLibSvm(ByteSource source, string path, LibSvmFormat format, DatasetOptions options)
    {
        if (options.Label is { } label and not "0")
        {
            throw new BadOptionException(
                $"the label column is '{label}', but {path} is a LibSVM file, whose label stands first in each row. Leave it out.");
        }
        var reference = options.Reference;
        int? columns = reference?.FeatureCount ?? options.InputModel?.FeatureCount;
        var wanted = new LibSvmOptions(NeedsLabels: true, columns, Math.Max(0, options.NumThreads), options.Cancellation);
        var rows = LibSvmFile.Read(source, format, wanted, TextSizes.Default);
        LibSvmRows.CheckClasses(
            source.Name, reference?.Schema ?? (options.InputModel is { } model ? TableSchema.Of(model) : null));
        var all = SideFiles.Read(path, rows.Table.RowCount, options, rows.GroupSizes);
        return FromSparse(rows.Table, rows.Labels!, all).Describing(row =>
        {
            using var again = ByteSource.Open(path);
            return $"{path} line {LibSvmFile.LineOf(again, row)}";
        });
    }

    Dataset Describing(Func<int, string> describeLabel)
    {
        DescribeLabel = describeLabel;
        return this;
    }
}
