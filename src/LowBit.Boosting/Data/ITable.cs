namespace LowBit.Boosting;

/// <summary>
/// A table of correctly rounded doubles that can be read more than once, by blocks of rows, from several threads at a
/// time. Missing fields are NaN; the field of a text column is the code of its text in the order of the UTF-8 bytes,
/// which is the order of the code points.
/// </summary>
interface ITable
{
    /// <summary>What errors call the table: a file name or "the array".</summary>
    string Name { get; }

    int RowCount { get; }

    int ColumnCount { get; }

    /// <summary>One name a column, or null where the table has none.</summary>
    IReadOnlyList<string>? ColumnNames { get; }

    /// <summary>The distinct texts of a text column in that order (code = position); null for a numeric column.</summary>
    IReadOnlyList<string>? Texts(int column);

    /// <summary>Where a field stands, for error lines: "adult.csv line 17, column 'age'".</summary>
    string Describe(int row, int column);

    /// <summary>Reads <paramref name="rowCount"/> rows from <paramref name="firstRow"/> on.</summary>
    /// <param name="firstRow">First row, counted from 0 without the header.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="destination">out: [rowCount × ColumnCount], row-major.</param>
    void Read(int firstRow, int rowCount, Span<double> destination);

    /// <summary>Reads single rows.</summary>
    /// <param name="rows">Row indices, ascending.</param>
    /// <param name="destination">out: [rows.Length × ColumnCount], row-major.</param>
    void Read(ReadOnlySpan<int> rows, Span<double> destination);
}
