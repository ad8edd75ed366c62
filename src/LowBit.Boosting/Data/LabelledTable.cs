using System.Buffers;

namespace LowBit.Boosting;

/// <summary>A table with its labels as one more column behind the others.</summary>
sealed class LabelledTable(ITable features, double[] labels) : ITable
{
    public string Name => features.Name;

    public int RowCount => features.RowCount;

    public int ColumnCount => features.ColumnCount + 1;

    public IReadOnlyList<string>? ColumnNames => null;

    public IReadOnlyList<string>? Texts(int column) => null;

    public string Describe(int row, int column) =>
        column < features.ColumnCount ? features.Describe(row, column) : $"{features.Describe(row, 0).Split(',')[0]}, the label";

    public void Read(int firstRow, int rowCount, Span<double> destination)
    {
        int width = features.ColumnCount;
        double[] block = ArrayPool<double>.Shared.Rent(rowCount * width);
        features.Read(firstRow, rowCount, block.AsSpan(0, rowCount * width));
        for (int row = 0; row < rowCount; row++)
        {
            block.AsSpan(row * width, width).CopyTo(destination[(row * ColumnCount)..]);
            destination[row * ColumnCount + width] = labels[firstRow + row];
        }
        ArrayPool<double>.Shared.Return(block);
    }

    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Read(rows[i], 1, destination.Slice(i * ColumnCount, ColumnCount));
        }
    }
}
