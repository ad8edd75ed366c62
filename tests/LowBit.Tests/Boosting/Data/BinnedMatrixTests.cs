using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class BinnedMatrixTests
{
    [Theory]
    [InlineData(1, new[] { 1 }), InlineData(31, new[] { 31 }), InlineData(32, new[] { 32 }), InlineData(33, new[] { 8, 8, 8, 9 })]
    [InlineData(100, new[] { 25, 25, 25, 25 }), InlineData(0, new int[0])]
    public void TilesAreOfNearlyEqualWidth(int features, int[] widths) =>
        Assert.Equal(widths, Matrix(features, 3, 1).SingleTiles.Tiles.Select(tile => tile.ColumnCount));

    [Theory]
    [InlineData(3, 4), InlineData(5, 5), InlineData(6, 8), InlineData(16, 16), InlineData(17, 17), InlineData(23, 23), InlineData(24, 32)]
    public void ARowIsPaddedToAPowerOfTwoWhereThatIsCheap(int features, int stride) =>
        Assert.Equal(stride, Matrix(features, 1, 1).SingleTiles.Tiles[0].Stride);

    [Theory]
    [InlineData(1, 5, 1), InlineData(33, 2100, 2), InlineData(40, 1025, 3)]
    public void TilesHoldTheColumns(int features, int rows, int threads)
    {
        var matrix = Matrix(features, rows, threads);
        foreach (var tile in matrix.SingleTiles.Tiles)
        {
            for (int i = 0; i < tile.ColumnCount; i++)
            {
                int feature = tile.FirstColumn + i;
                Assert.True(Enumerable.Range(0, rows).All(row => tile.Row(row)[i] == matrix.BinOf(feature, row)));
            }
        }
        Assert.Equal(features, matrix.SingleTiles.Tiles.Sum(tile => tile.ColumnCount));
    }

    static BinnedMatrix Matrix(int features, int rows, int threads)
    {
        var columns = new NativeBuffer<byte>[features];
        for (int feature = 0; feature < features; feature++)
        {
            columns[feature] = new(rows);
            for (int row = 0; row < rows; row++)
            {
                columns[feature][row] = (byte)(7 * feature + 31 * row);
            }
        }
        using var team = new WorkerTeam(threads);
        return new(
            Array.ConvertAll(columns, column => (BinColumn)new ByteColumn(column)), [.. Enumerable.Repeat(256, features)], rows, team);
    }
}
