using System.Buffers;

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
    public static AlignedTable Create(ITable source, TableSchema schema, Func<int, bool> required, params ReadOnlySpan<ExtraColumn> extra)
    {
        var columns = new List<int>(Match(source, schema, required));
        var codes = new double[]?[schema.FeatureCount + extra.Length];
        for (int feature = 0; feature < columns.Count; feature++)
        {
            codes[feature] = columns[feature] == Absent || !required(feature) ? null
                : CodesFor(source, columns[feature], schema, feature);
        }
        foreach (var (column, recoding) in extra)
        {
            codes[columns.Count] = recoding;
            columns.Add(column);
        }
        return new(source, [.. columns], codes);
    }

    /// <summary>The source column of each feature, or −1: by name where both sides have names, else by position.</summary>
    public static int[] Match(ITable source, TableSchema schema, Func<int, bool> required) =>
        source.ColumnNames is { } names && schema.Names is { } wanted
            ? MatchByName(source, names, wanted, required)
            : MatchByPosition(source, schema);

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
        double[] values = ArrayPool<double>.Shared.Rent(rowCount * _source.ColumnCount);
        _source.Read(firstRow, rowCount, values.AsSpan(0, rowCount * _source.ColumnCount));
        Align(values, rowCount, destination);
        ArrayPool<double>.Shared.Return(values);
    }

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        double[] values = ArrayPool<double>.Shared.Rent(rows.Length * _source.ColumnCount);
        _source.Read(rows, values.AsSpan(0, rows.Length * _source.ColumnCount));
        Align(values, rows.Length, destination);
        ArrayPool<double>.Shared.Return(values);
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

/// <summary>A column of the source put behind the features.</summary>
/// <param name="Column">The source column.</param>
/// <param name="Codes">Code of the target for each code of the source; null: values stay.</param>
readonly record struct ExtraColumn(int Column, double[]? Codes);
