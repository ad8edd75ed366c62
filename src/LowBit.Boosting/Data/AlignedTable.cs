namespace LowBit.Boosting;

/// <summary>
/// A table in another table's order of columns: columns are matched by name where both have names, else by position;
/// texts get the other table's codes, and a text that it does not have becomes NaN, which goes right.
/// </summary>
sealed class AlignedTable : ITable
{
    /// <summary>A source column that is not there.</summary>
    const int Absent = -1;

    readonly ITable _source;
    readonly int[] _columns;
    readonly double[]?[] _codes;

    AlignedTable(ITable source, int[] columns, double[]?[] codes) => (_source, _columns, _codes) = (source, columns, codes);

    public string Name => _source.Name;

    public int RowCount => _source.RowCount;

    public int ColumnCount => _columns.Length;

    public IReadOnlyList<string>? ColumnNames => null;

    public IReadOnlyList<string>? Texts(int column) => null;

    public string Describe(int row, int column) => _source.Describe(row, _columns[column]);

    /// <param name="source">The table at hand.</param>
    /// <param name="schema">Columns wanted: the features, in the model's order.</param>
    /// <param name="required">Features that must be there; others may be absent and are then NaN.</param>
    /// <param name="extra">Columns of the source put behind the features: label, weight.</param>
    public static AlignedTable Create(ITable source, TableSchema schema, Func<int, bool> required, params ReadOnlySpan<int> extra)
    {
        int[] columns = source.ColumnNames is { } names && schema.Names is { } wanted
            ? MatchByName(source, names, wanted, required)
            : MatchByPosition(source, schema);
        var codes = new double[]?[schema.FeatureCount + extra.Length];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            codes[feature] = columns[feature] == Absent || !required(feature) ? null
                : CodesFor(source, columns[feature], schema, feature);
        }
        return new(source, [.. columns, .. extra], codes);
    }

    /// <summary>Code of the target for each code of the source; null: numbers stay.</summary>
    public static double[]? Recode(IReadOnlyList<string>? source, IReadOnlyList<string>? target)
    {
        if (source is null || target is null)
        {
            return null;
        }
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int code = 0; code < target.Count; code++)
        {
            positions.TryAdd(target[code], code);
        }
        return [.. source.Select(text => positions.TryGetValue(text, out int code) ? code : double.NaN)];
    }

    public void Read(int firstRow, int rowCount, Span<double> destination)
    {
        var rows = new double[rowCount * _source.ColumnCount];
        _source.Read(firstRow, rowCount, rows);
        Align(rows, rowCount, destination);
    }

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        var values = new double[rows.Length * _source.ColumnCount];
        _source.Read(rows, values);
        Align(values, rows.Length, destination);
    }

    void Align(double[] rows, int rowCount, Span<double> destination)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            int column = _columns[i];
            var codes = _codes[i];
            for (int row = 0; row < rowCount; row++)
            {
                double value = column == Absent ? double.NaN : rows[row * _source.ColumnCount + column];
                destination[row * _columns.Length + i] = codes is null || double.IsNaN(value) ? value : codes[(int)value];
            }
        }
    }

    static int[] MatchByName(ITable source, IReadOnlyList<string> names, string[] wanted, Func<int, bool> required)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int column = 0; column < names.Count; column++)
        {
            positions.TryAdd(names[column], column);
        }
        var columns = new int[wanted.Length];
        for (int feature = 0; feature < wanted.Length; feature++)
        {
            if (!positions.TryGetValue(wanted[feature], out columns[feature]))
            {
                columns[feature] = required(feature)
                    ? throw new BadDataException(
                        $"{source.Name} has no column '{wanted[feature]}', which the model needs; add it, or remove the header to match by position.")
                    : Absent;
            }
        }
        return columns;
    }

    static int[] MatchByPosition(ITable source, TableSchema schema)
    {
        int features = schema.FeatureCount;
        if (source.ColumnCount != features && source.ColumnCount != features + 1)
        {
            throw new BadDataException(
                $"{source.Name} has {source.ColumnCount} columns; the model needs {features}, or {features + 1} with the label.");
        }
        int label = source.ColumnCount == features ? int.MaxValue : schema.LabelIndex;
        return [.. Enumerable.Range(0, features).Select(feature => feature < label ? feature : feature + 1)];
    }

    static double[]? CodesFor(ITable source, int column, TableSchema schema, int feature)
    {
        var texts = source.Texts(column);
        var target = schema.Texts[feature];
        if (texts is not null && target is null)
        {
            throw new BadDataException(
                $"column '{ColumnRoles.NameOf(source, column)}' of {source.Name} holds text; in training it held numbers.");
        }
        return Recode(texts, target);
    }
}
