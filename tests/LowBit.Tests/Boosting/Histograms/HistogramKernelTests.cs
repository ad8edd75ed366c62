using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class HistogramKernelTests
{
    static GradientSums[] Sums(HistogramTable table, int count, Action<RowSegment, FeatureTile<byte>, NativeBuffer<long>> add, bool isWide)
    {
        var tile = new NativeBuffer<long>((long)table.Features.Length * HistogramKernel.TileBins * (isWide ? 2 : 1), clear: true);
        add(table.Segment(0, count), table.Matrix.Tiles[0], tile);
        var sums = HistogramTable.Read(tile, isWide);
        return [.. table.BinCounts.SelectMany((bins, feature) => sums.AsSpan(feature * HistogramKernel.TileBins, bins).ToArray())];
    }

    static void AddNarrow(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words)
    {
        var narrow = new NativeBuffer<int>(words.Length, clear: true);
        HistogramKernel.AddNarrow(rows.Rows, rows.Packed, rows.Count, tile, narrow.Start);
        HistogramSpill.AddNarrow(narrow.Start, (int)words.Length, words.Start);
        Assert.True(narrow.Span.IndexOfAnyExcept(0) < 0);
        GC.KeepAlive(narrow);
    }

    static void AddPacked(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words) =>
        HistogramKernel.AddPacked(rows.Rows, rows.Packed, rows.Count, tile, words.Start);

    static void AddWide(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words) =>
        HistogramKernel.AddWide(rows.Rows, rows.Gradients, rows.Count, tile, words.Start);

    [Fact]
    public void EveryKernelAddsEveryRowForAnyNumberOfFeatures()
    {
        using var team = new WorkerTeam(1);
        foreach (int features in (int[])[1, 2, 3, 4, 5, 8, 31, 32])
        {
            var table = new HistogramTable(features, 60, team);
            table.SetLevels(row => (row % 15 - 7, row % 13));
            foreach (int count in (int[])[0, 1, 24, 25, 60])
            {
                var expected = table.Sums(0, count);
                HistogramTable.AssertSame(expected, Sums(table, count, AddNarrow, isWide: false));
                HistogramTable.AssertSame(expected, Sums(table, count, AddPacked, isWide: false));
                HistogramTable.AssertSame(expected, Sums(table, count, AddWide, isWide: true));
            }
        }
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void TheBoundOfNarrowWordsIsTight(int bits)
    {
        var grid = GradientGrid.For(bits, 1, 1, isUnit: false);
        int most = (int)Math.Min(
            OverflowBound.SafeCount(grid.MaxGradient, OverflowBound.PackedGradient),
            OverflowBound.SafeCount(grid.MaxHessian, OverflowBound.PackedHessian));
        using var team = new WorkerTeam(1);
        var table = new HistogramTable(1, most + 1, team);
        table.SetLevels(_ => (grid.MaxGradient, grid.MaxHessian));
        Assert.Equal(table.Sums(0, most), Sums(table, most, AddNarrow, isWide: false));
        Assert.NotEqual(table.Sums(0, most + 1), Sums(table, most + 1, AddNarrow, isWide: false));
        table.SetLevels(_ => (-grid.MaxGradient, grid.MaxHessian));
        Assert.Equal(table.Sums(0, most), Sums(table, most, AddNarrow, isWide: false));
    }

    [Fact]
    public void RowsAreCountedByBin()
    {
        using var team = new WorkerTeam(1);
        var table = new HistogramTable(4, 1000, team);
        table.SetLevels(_ => (0, 1));
        int* counts = stackalloc int[256];
        HistogramKernel.Count(table.Segment(100, 800).Rows, 800, table.Matrix.Bytes(3), counts);
        Assert.Equal(table.Sums(100, 800)[^table.BinCounts[3]..].Select(sums => (int)sums.Hessian), new Span<int>(counts, table.BinCounts[3]).ToArray());
    }
}
