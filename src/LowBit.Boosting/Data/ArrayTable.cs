using System.Numerics;

namespace LowBit.Boosting;

/// <summary>How a matrix lies in an array.</summary>
public enum MatrixLayout
{
    /// <summary>All columns of the first row, then of the second, …</summary>
    RowMajor,

    /// <summary>All rows of the first column, then of the second, …</summary>
    ColumnMajor,
}

/// <summary>A matrix in memory as a table; floats are widened, which is exact.</summary>
sealed class ArrayTable<T>(
    ReadOnlyMemory<T> values, int rowCount, int columnCount, MatrixLayout layout, IReadOnlyList<string>? columnNames) : ITable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name => "the array";

    public int RowCount => rowCount;

    public int ColumnCount => columnCount;

    public IReadOnlyList<string>? ColumnNames => columnNames;

    public IReadOnlyList<string>? Texts(int column) => null;

    public string Describe(int row, int column) =>
        $"the array, row {row}, column '{columnNames?[column] ?? $"Column_{column}"}'";

    public void Read(int firstRow, int rowsRead, Span<double> destination)
    {
        if (layout == MatrixLayout.RowMajor)
        {
            Widen(values.Span.Slice(firstRow * columnCount, rowsRead * columnCount), destination);
            return;
        }
        for (int column = 0; column < columnCount; column++)
        {
            var source = values.Span.Slice(column * rowCount + firstRow, rowsRead);
            for (int row = 0; row < rowsRead; row++)
            {
                destination[row * columnCount + column] = double.CreateChecked(source[row]);
            }
        }
    }

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Read(rows[i], 1, destination[(i * columnCount)..]);
        }
    }

    static void Widen(ReadOnlySpan<T> source, Span<double> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = double.CreateChecked(source[i]);
        }
    }
}
