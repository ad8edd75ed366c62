using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class ByteTilesTests
{
    const int Rows = 20_000;

    static readonly int[] ValueCounts = [3, 256, 2, 5, 7];

    static NativeBuffer<byte> Column(int column)
    {
        var values = new NativeBuffer<byte>(Rows);
        for (int row = 0; row < Rows; row++)
        {
            values[row] = (byte)((31 * row + (row >> 5) + column) % ValueCounts[column]);
        }
        return values;
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void ASlotIsItsColumnsInMixedRadix(int threads)
    {
        using var team = new WorkerTeam(threads);
        NativeBuffer<byte>[] columns = [.. Enumerable.Range(0, ValueCounts.Length).Select(Column)];
        int[][] slots = [[0, 2, 4], [1], [3]];
        var tiles = new ByteTiles(columns, ValueCounts, slots, Rows, team);
        Assert.Equal([42, 256, 5], tiles.ValueCounts);
        Assert.True(Enumerable.Range(0, Rows).All(row =>
            tiles.Tiles[0].Row(row)[0] == (columns[0][row] * 2 + columns[2][row]) * 7 + columns[4][row]
            && tiles.Tiles[0].Row(row)[1] == columns[1][row] && tiles.Tiles[0].Row(row)[2] == columns[3][row]));
    }
}
