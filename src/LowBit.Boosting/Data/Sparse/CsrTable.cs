using System.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Compressed sparse rows as a table: entries of row r stand from RowStarts[r] up to RowStarts[r + 1]. Floats are widened,
/// which is exact. Checked by <see cref="CsrRules"/> before it is made.
/// </summary>
sealed class CsrTable<T>(
    ReadOnlyMemory<int> rowStarts, ReadOnlyMemory<int> columns, ReadOnlyMemory<T> values, int columnCount,
    IReadOnlyList<string>? columnNames) : ISparseTable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name { get; init; } = "the array";

    /// <summary>Where a row stands, for error lines.</summary>
    public Func<int, string> DescribeRow { get; init; } = row => $"the array, row {row}";

    public int RowCount => rowStarts.Length - 1;

    public int ColumnCount => columnCount;

    public long EntryCount => columns.Length;

    public IReadOnlyList<string>? ColumnNames => columnNames;

    public IReadOnlyList<string>? Texts(int column) => null;

    public string Describe(int row, int column) =>
        $"{DescribeRow(row)}, column '{columnNames?[column] ?? $"Column_{column}"}'";

    public void Read(int firstRow, int rowCount, SparseRows destination)
    {
        var starts = rowStarts.Span.Slice(firstRow, rowCount + 1);
        int first = starts[0], count = starts[rowCount] - first;
        var (rowEnds, rowColumns, rowValues) = destination.Reset(rowCount, count);
        for (int row = 0; row < rowCount; row++)
        {
            rowEnds[row] = starts[row + 1] - first;
        }
        columns.Span.Slice(first, count).CopyTo(rowColumns);
        var source = values.Span.Slice(first, count);
        for (int i = 0; i < count; i++)
        {
            rowValues[i] = double.CreateChecked(source[i]);
        }
    }

    public void Read(int firstRow, int rowCount, Span<double> destination)
    {
        destination[..(rowCount * columnCount)].Clear();
        for (int row = 0; row < rowCount; row++)
        {
            var fields = destination.Slice(row * columnCount, columnCount);
            int begin = rowStarts.Span[firstRow + row], end = rowStarts.Span[firstRow + row + 1];
            for (int i = begin; i < end; i++)
            {
                fields[columns.Span[i]] = double.CreateChecked(values.Span[i]);
            }
        }
    }

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Read(rows[i], 1, destination.Slice(i * columnCount, columnCount));
        }
    }
}
