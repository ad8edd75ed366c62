using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A small table with names and text columns: what a file is to the engine.</summary>
sealed class TestTable : ITable
{
    readonly double[][] _rows;
    readonly Dictionary<int, string[]> _texts = [];

    public TestTable(string[]? names, params double[][] rows) =>
        (ColumnNames, _rows, ColumnCount) = (names, rows, names?.Length ?? rows[0].Length);

    public string Name => "t.csv";

    public int RowCount => _rows.Length;

    public int ColumnCount { get; }

    public IReadOnlyList<string>? ColumnNames { get; }

    public IReadOnlyList<string>? Texts(int column) => _texts.GetValueOrDefault(column);

    /// <summary>Makes a column a text column whose fields are codes of these texts.</summary>
    public TestTable WithTexts(int column, params string[] texts)
    {
        _texts[column] = texts;
        return this;
    }

    public string Describe(int row, int column) => $"t.csv line {row + 2}, column '{ColumnRoles.NameOf(this, column)}'";

    public void Read(int firstRow, int rowCount, Span<double> destination) =>
        _rows[firstRow..(firstRow + rowCount)].SelectMany(row => row).ToArray().CopyTo(destination);

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Read(rows[i], 1, destination[(i * ColumnCount)..]);
        }
    }
}
