using System.Globalization;

namespace LowBit.Boosting;

/// <summary>Opens text files so that their columns have the types that training or a model gives them.</summary>
static class TextSource
{
    /// <summary>A training file: types from its own rows; a column named categorical may hold text anywhere.</summary>
    public static TextTable Open(string path, DatasetOptions options)
    {
        var plain = PlainOptions(options);
        var table = TextTable.Open(path, plain);
        try
        {
            var roles = ColumnRoles.Of(table, options, hasLabel: true);
            int[] categorical = Columns(table, column => roles.Categorical[column] && table.Texts(column) is null);
            return categorical.Length == 0 ? table
                : Reopen(table, path, plain with { CategoricalColumns = NamesOf(table, categorical) });
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>A file for a trained set of columns: columns that were text are read as text, whatever they look like.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The columns of training.</param>
    /// <param name="options">Roles of label and weight.</param>
    /// <param name="hasLabel">The label is needed.</param>
    /// <param name="required">Features that must be there.</param>
    public static AlignedSource OpenLike(
        string path, TableSchema schema, DatasetOptions options, bool hasLabel, Func<int, bool> required)
    {
        var plain = PlainOptions(options);
        var table = TextTable.Open(path, plain);
        try
        {
            options = schema.LabelName is { } name && table.ColumnNames is { } names && options.Label is null
                && (hasLabel || names.Contains(name)) ? options with { Label = "name:" + name } : options;
            bool[] isText = TextColumns(table, schema, options, hasLabel, required);
            int[] forced = Columns(table, column => isText[column] && table.Texts(column) is null);
            if (forced.Length > 0)
            {
                table = Reopen(table, path, plain with { TextColumns = NamesOf(table, forced) });
            }
            return AlignedSource.Create(table, schema, options, hasLabel, required);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>A training file for a model that training goes on from; its text columns are read as text.</summary>
    public static TextTable OpenOn(string path, BoostedTrees model, DatasetOptions options, out InputTable input)
    {
        var plain = PlainOptions(options);
        var schema = TableSchema.Of(model);
        var table = TextTable.Open(path, plain);
        try
        {
            options = InputTable.WithColumns(model, table, options, hasLabel: true);
            int label = ColumnRoles.Of(table, options with { Ignore = [], Categorical = [] }, hasLabel: true).Label;
            bool[] isText = TextColumns(table, schema.At(label, table), options, hasLabel: true, _ => false);
            int[] forced = Columns(table, column => isText[column] && table.Texts(column) is null);
            if (forced.Length > 0)
            {
                table = Reopen(table, path, plain with { TextColumns = NamesOf(table, forced) });
            }
            input = InputTable.Create(table, model, options, hasLabel: true);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    static bool[] TextColumns(
        TextTable table, TableSchema schema, DatasetOptions options, bool hasLabel, Func<int, bool> required)
    {
        var isText = new bool[table.ColumnCount];
        int[] columns = AlignedTable.Match(table, schema, required);
        for (int feature = 0; feature < columns.Length; feature++)
        {
            if (columns[feature] >= 0 && schema.Texts[feature] is not null)
            {
                isText[columns[feature]] = true;
            }
        }
        if (hasLabel && schema.ClassNames is not null)
        {
            isText[ColumnRoles.Of(table, options with { Ignore = [], Categorical = [] }, hasLabel).Label] = true;
        }
        return isText;
    }

    static TextTable Reopen(TextTable table, string path, TextTableOptions options)
    {
        table.Dispose();
        return TextTable.Open(path, options);
    }

    static TextTableOptions PlainOptions(DatasetOptions options) =>
        new() { HasHeader = options.HasHeader, ThreadCount = options.NumThreads, Cancellation = options.Cancellation };

    static int[] Columns(TextTable table, Func<int, bool> isWanted) =>
        [.. Enumerable.Range(0, table.ColumnCount).Where(isWanted)];

    static string[] NamesOf(TextTable table, int[] columns) => Array.ConvertAll(
        columns, column => table.ColumnNames?[column] ?? column.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A file in the order of a model's columns, with label and weight behind the features where there are any.</summary>
/// <param name="File">The open file; owned.</param>
/// <param name="Table">Features in the model's order, then label and weight.</param>
/// <param name="Roles">Where label and weight stand.</param>
sealed record AlignedSource(TextTable File, AlignedTable Table, ColumnRoles Roles) : IDisposable
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
        if (roles.Weight >= 0)
        {
            extra.Add(new(roles.Weight, null));
        }
        var table = AlignedTable.Create(file, schema, required, [.. extra]);
        return new(file, table, ColumnRoles.Behind(schema.FeatureCount, hasLabel ? 0 : -1, roles.Weight >= 0 ? 0 : -1));
    }

    public void Dispose() => File.Dispose();
}
