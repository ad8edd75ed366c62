using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>Reads a <see cref="DataSet"/> from the folder of <c>--data</c> or <c>LOWBIT_DATA</c>.</summary>
static class DataSetReader
{
    public static string Folder(Arguments arguments)
    {
        var folder = arguments.Text("data", Environment.GetEnvironmentVariable("LOWBIT_DATA") ?? "");
        return folder != "" ? folder
            : throw new BenchException("name the folder of the data sets by --data DIR or LOWBIT_DATA; docs/data.md says what it holds.");
    }

    public static Rows Read(DataSet set, string folder) =>
        set.IsSparse ? SparseReader.Read(Existing(Path.Combine(folder, set.Files[0]))) : ReadTables(set, folder);

    static Rows ReadTables(DataSet set, string folder)
    {
        TextTable[] tables = [.. set.Files.Select(file => Open(set, Path.Combine(folder, file)))];
        var names = tables[0].ColumnNames ?? [.. Enumerable.Range(0, tables[0].ColumnCount).Select(column => $"{column}")];
        double[][] values = [.. tables.Select(Values)];
        double[][] columns = [.. names.Select((_, column) => Column(tables, values, column))];
        Array.ForEach(tables, table => table.Dispose());

        int[] targets = [Find(set.Target), .. set.Repeats.Select(Find)];
        double[] target = [.. columns[targets[0]].Select((_, row) => Label(targets.Average(column => columns[column][row])))];
        var classRows = set.LeastClassRows > 0 ? target.CountBy(label => label).ToDictionary() : [];
        int[] rows = [.. Enumerable.Range(0, target.Length).Where(row =>
            !double.IsNaN(target[row]) && (set.LeastClassRows == 0 || classRows[target[row]] >= set.LeastClassRows))];
        int[] features = [.. Enumerable.Range(0, columns.Length).Where(IsFeature)];
        var weights = set.Exposure is { } exposure ? rows.Select(row => columns[Find(exposure)][row]).ToArray() : null;
        var labels = rows.Select((row, i) => target[row] / (weights?[i] ?? 1)).ToArray();
        double[] classes = set.IsClassification ? [.. labels.Distinct().Order()] : [];
        return new(
            [.. rows.SelectMany(row => features.Select(column => columns[column][row]))],
            features.Length,
            set.IsClassification ? [.. labels.Select(label => (double)Array.BinarySearch(classes, label))] : labels,
            weights,
            [.. set.Categorical.Select(name => Array.IndexOf(features, Find(name)))],
            classes.Length);

        double Label(double value) => double.IsNaN(value) ? value : set.Label(value);
        int Find(string name) => names.Index().First(column => column.Item == name).Index;
        bool IsFeature(int column) => !targets.Contains(column) && names[column] != set.Exposure && !set.Ignore.Contains(names[column]);
    }

    static TextTable Open(DataSet set, string path) =>
        TextTable.Open(Existing(path), new()
        {
            HasHeader = set.HasHeader,
            Delimiter = set.Delimiter,
            CategoricalColumns = [.. set.Categorical],
        });

    public static string Existing(string path) => File.Exists(path)
        ? path
        : throw new BenchException($"{path} is not there; docs/data.md says where it comes from.");

    static double[] Values(TextTable table)
    {
        var values = new double[table.RowCount * table.ColumnCount];
        table.Read(0, table.RowCount, values);
        return values;
    }

    /// <summary>One column of all the files; the code of a text is its position among the texts of all files.</summary>
    static double[] Column(TextTable[] tables, double[][] values, int column)
    {
        string[] texts = [.. tables.SelectMany(table => table.Texts(column) ?? []).Distinct().Order(StringComparer.Ordinal)];
        return [.. tables.Zip(values).SelectMany(file => Column(file.First, file.Second, column, texts))];
    }

    static IEnumerable<double> Column(TextTable table, double[] values, int column, string[] texts)
    {
        var own = Enumerable.Range(0, table.RowCount).Select(row => values[row * table.ColumnCount + column]);
        var codes = table.Texts(column)?.Select(text => (double)Array.BinarySearch(texts, text, StringComparer.Ordinal)).ToArray();
        return codes is null ? own : own.Select(code => double.IsNaN(code) ? code : codes[(int)code]);
    }
}
