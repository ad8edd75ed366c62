using LowBit.Numerics;

namespace LowBit.Tests;

public class MatrixViewTests
{
    static readonly sbyte[] Values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Fact]
    public void RowsBeginAStrideApart()
    {
        var view = new MatrixView<sbyte>(Values, 3, 2, 4, StorageOrder.RowMajor);
        Assert.Equal([0, 1, 4, 5, 8, 9], Elements(view));
        Assert.Equal([0, 4, 8, 1, 5, 9], Elements(view.Transposed));
        Assert.Equal([0, 1, 4, 5, 8, 9], Elements(view.Transposed.Transposed));
    }

    [Fact]
    public void ColumnsBeginAStrideApart() =>
        Assert.Equal([0, 4, 8, 1, 5, 9], Elements(new(Values, 2, 3, 4, StorageOrder.ColumnMajor)));

    [Fact]
    public void WithoutStrideThereAreNoGaps()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], Elements(new(Values, 2, 3)));
        Assert.Equal([0, 2, 4, 1, 3, 5], Elements(new(Values, 2, 3, StorageOrder.ColumnMajor)));
    }

    [Fact]
    public void TooFewValuesAreAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => new MatrixView<sbyte>(Values, 3, 4, 4, StorageOrder.RowMajor));
        Assert.StartsWith("values has 11 elements; 3 × 4 with stride 4 take 12.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MatrixView<sbyte>(Values, 1 << 20, 1 << 20));
    }

    [Fact]
    public void RowsThatOverlapAreAnError() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView<sbyte>(Values, 2, 3, 2, StorageOrder.RowMajor));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void ElementsOutsideAreAnError(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView<sbyte>(Values, 2, 3)[row, column]);

    [Fact]
    public void EmptyMatricesNeedNoValues()
    {
        Assert.Equal(0, new MatrixView<sbyte>([], 0, 5).Rows);
        Assert.Equal(5, new MatrixView<sbyte>([], 5, 0).Rows);
    }

    static sbyte[] Elements(MatrixView<sbyte> view)
    {
        var elements = new List<sbyte>();
        for (int row = 0; row < view.Rows; row++)
        {
            for (int column = 0; column < view.Columns; column++)
            {
                elements.Add(view[row, column]);
            }
        }
        return [.. elements];
    }
}
