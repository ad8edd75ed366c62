namespace LowBit.Boosting;

/// <summary>A file in the order of a model's columns, with label, weight and the like behind the features where there are any.</summary>
/// <param name="File">The file as it is.</param>
/// <param name="Table">Features in the model's order, then what rows have besides them.</param>
/// <param name="Roles">Where that stands.</param>
/// <param name="Owner">What is closed with it.</param>
sealed record AlignedSource(ITable File, ITable Table, ColumnRoles Roles, IDisposable Owner) : IDisposable
{
    public static AlignedSource Create(
        TextTable file, TableSchema schema, DatasetOptions options, bool hasLabel, Func<int, bool> required)
    {
        var roles = ColumnRoles.Of(file, options with { Ignore = [], Categorical = [] }, hasLabel);
        var extra = new List<ExtraColumn>();
        if (hasLabel)
        {
            if (schema.ClassNames is null && file.Texts(roles.Label) is not null)
            {
                throw new BadDataException(
                    $"label column '{ColumnRoles.NameOf(file, roles.Label)}' of {file.Name} holds text; in training it held numbers. Name another label column.");
            }
            extra.Add(new(roles.Label, AlignedTable.Recode(file.Texts(roles.Label), schema.ClassNames)));
        }
        extra.AddRange(roles.OfRows.Where(column => column != roles.Label).Select(column => new ExtraColumn(column, null)));
        var table = AlignedTable.Create(file, schema, required, [.. extra]);
        return new(file, table, ColumnRoles.Behind(schema.FeatureCount, roles), file);
    }

    /// <summary>A CSV, TSV or LibSVM file; the latter has the model's columns by position.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The columns of training.</param>
    /// <param name="options">Roles of label and weight.</param>
    /// <param name="hasLabel">The label is needed.</param>
    /// <param name="required">Features that must be there.</param>
    public static AlignedSource Open(
        string path, TableSchema schema, DatasetOptions options, bool hasLabel, Func<int, bool> required)
    {
        var source = ByteSource.Open(path);
        try
        {
            return options.HasHeader != true && LibSvmFormat.Of(source, TextSizes.Default) is { } format
                ? OpenLibSvm(source, format, schema, options, hasLabel)
                : TextSource.OpenLike(source, path, schema, options, hasLabel, required);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public void Dispose() => Owner.Dispose();

    static AlignedSource OpenLibSvm(
        ByteSource source, LibSvmFormat format, TableSchema schema, DatasetOptions options, bool hasLabel)
    {
        LibSvmRows.CheckClasses(source.Name, hasLabel ? schema : null);
        var rows = LibSvmFile.Read(
            source, format, new(hasLabel, schema.FeatureCount, Math.Max(0, options.NumThreads)), TextSizes.Default);
        var roles = ColumnRoles.Of(rows.Table, new() { Weight = options.Weight }, hasLabel: false);
        return hasLabel
            ? new(rows.Table, new LabelledTable(rows.Table, rows.Labels!), roles.WithLabel(schema.FeatureCount), source)
            : new(rows.Table, rows.Table, roles, source);
    }
}
