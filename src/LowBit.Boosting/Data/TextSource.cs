using System.Globalization;

namespace LowBit.Boosting;

/// <summary>Opens text files so that their columns have the types that training or a model gives them.</summary>
static class TextSource
{
    /// <summary>A training file: types from its own rows; a column named categorical may hold text anywhere.</summary>
    /// <param name="source">The file; the table owns it from now on.</param>
    /// <param name="path">Its path: where that turns out to be needed, it is opened again.</param>
    /// <param name="options">Roles of columns.</param>
    public static TextTable Open(ByteSource source, string path, DatasetOptions options)
    {
        var plain = PlainOptions(options);
        var table = TextTable.Open(source, plain);
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
    /// <param name="source">The file; what is returned owns it from now on.</param>
    /// <param name="path">Its path: where that turns out to be needed, it is opened again.</param>
    /// <param name="schema">The columns of training.</param>
    /// <param name="options">Roles of label and weight.</param>
    /// <param name="hasLabel">The label is needed.</param>
    /// <param name="required">Features that must be there.</param>
    public static AlignedSource OpenLike(
        ByteSource source, string path, TableSchema schema, DatasetOptions options, bool hasLabel, Func<int, bool> required)
    {
        var plain = PlainOptions(options);
        var table = TextTable.Open(source, plain);
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
    public static TextTable OpenOn(
        ByteSource source, string path, BoostedTrees model, DatasetOptions options, out InputTable input)
    {
        var plain = PlainOptions(options);
        var schema = TableSchema.Of(model);
        var table = TextTable.Open(source, plain);
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
