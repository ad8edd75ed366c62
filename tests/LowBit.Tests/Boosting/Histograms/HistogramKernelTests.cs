using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class HistogramKernelTests
{
    static GradientSums[] Sums(
        HistogramTable table, int count, Action<RowSegment, FeatureTile<byte>, NativeBuffer<long>> add, bool isWide = false, bool countsRows = false)
    {
        var layout = new HistogramLayout(table.Features, isWide, countsRows);
        var tile = new NativeBuffer<long>((long)table.Features.Length * HistogramKernel.TileBins * layout.WordsPerBin, clear: true);
        add(table.Segment(0, count), table.Matrix.SingleTiles.Tiles[0], tile);
        var sums = HistogramTable.Read(tile, layout);
        if (countsRows)
        {
            var counts = new FeatureHistogram(tile.Start, layout).RowCounts;
            Assert.Equal((long)count * table.Features.Length, Enumerable.Range(0, sums.Length).Sum(bin => counts[bin]));
        }
        GC.KeepAlive(tile);
        return [.. table.BinCounts.SelectMany((bins, feature) => sums.AsSpan(feature * HistogramKernel.TileBins, bins).ToArray())];
    }

    static void AddNarrow(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words)
    {
        var narrow = new NativeBuffer<int>(words.Length, clear: true);
        HistogramKernel.AddNarrow(rows, tile, narrow.Start);
        HistogramSpill.AddNarrow(narrow.Start, (int)words.Length, words.Start);
        Assert.True(narrow.Span.IndexOfAnyExcept(0) < 0);
        GC.KeepAlive(narrow);
    }

    static void AddRun(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words)
    {
        var run = new NativeBuffer<long>(words.Length / 2, clear: true);
        HistogramKernel.Add<CountedRunSums>(rows, tile, run.Start);
        HistogramSpill.AddCounted(run.Start, (int)run.Length, words.Start);
        Assert.True(run.Span.IndexOfAnyExcept(0) < 0);
        GC.KeepAlive(run);
    }

    static void Add<TSums>(RowSegment rows, FeatureTile<byte> tile, NativeBuffer<long> words) where TSums : struct, IBinSums<TSums> =>
        HistogramKernel.Add<TSums>(rows, tile, words.Start);

    [Fact]
    public void EveryKernelAddsEveryRowForAnyNumberOfFeatures()
    {
        using var team = new WorkerTeam(1);
        for (int features = 1; features <= 32; features++)
        {
            var table = new HistogramTable(features, 60, team);
            table.SetLevels(row => (row % 15 - 7, row % 13));
            foreach (int count in (int[])[0, 1, 24, 25, 60])
            {
                var expected = table.Sums(0, count);
                HistogramTable.AssertSame(expected, Sums(table, count, AddNarrow));
                HistogramTable.AssertSame(expected, Sums(table, count, Add<PackedSums>));
                HistogramTable.AssertSame(expected, Sums(table, count, AddRun, countsRows: true));
                HistogramTable.AssertSame(expected, Sums(table, count, Add<CountedSums>, countsRows: true));
                HistogramTable.AssertSame(expected, Sums(table, count, Add<WideSums>, isWide: true));
                HistogramTable.AssertSame(expected, Sums(table, count, Add<CountedWideSums>, isWide: true, countsRows: true));
            }
        }
    }

    [Theory]
    [InlineData(0, 0), InlineData(0, 60), InlineData(17, 1), InlineData(5, 40)]
    public void NeighbouringRowsAreAddedAsOthersAre(int first, int count)
    {
        using var team = new WorkerTeam(1);
        var tile = new HistogramTable(7, 60, team).Matrix.SingleTiles.Tiles[0];
        int[] rows = [.. Enumerable.Range(first, count), -1];
        short[] packed = [.. rows.Select(row => (short)(256 * (row % 15 - 7) + row * row % 13))];
        int[] one = new int[7 * HistogramKernel.TileBins], other = new int[one.Length];
        fixed (int* indices = rows, expected = one, found = other)
        fixed (short* levels = packed)
        {
            var segment = new RowSegment { Rows = indices, Packed = levels, Count = count };
            HistogramKernel.AddNarrow(segment, tile, expected);
            HistogramKernel.AddNarrow(segment with { AreNeighbours = true }, tile, found);
        }
        Assert.Equal(one, other);
        Assert.Equal(count > 0, one.Any(word => word != 0));
    }

    [Fact]
    public void SumsOfPackedRowsAreThoseOfTheirLevels()
    {
        for (int count = 0; count <= 70; count++)
        {
            short[] packed = [.. Enumerable.Range(0, count).Select(row => (short)(256 * (row * 37 % 255 - 127) + row * 91 % 256))];
            fixed (short* levels = packed)
            {
                var sums = HistogramKernel.Sum(new() { Packed = levels, Count = count });
                Assert.Equal(new(packed.Sum(pair => pair >> 8), packed.Sum(pair => pair & 0xFF)), sums);
            }
        }
    }

    [Theory]
    [InlineData(1, 127, 255), InlineData(2, -128, 255)]
    public void SumsOfManyRowsFitTheirLanes(int more, int gradient, int hessian)
    {
        int count = (1 << 23) + more;
        var packed = new NativeBuffer<short>(count);
        packed.Span.Fill((short)(256 * gradient + hessian));
        Assert.Equal(
            new((long)count * gradient, (long)count * hessian), HistogramKernel.Sum(new() { Packed = packed.Start, Count = count }));
        GC.KeepAlive(packed);
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
        Assert.Equal(table.Sums(0, most), Sums(table, most, AddNarrow));
        Assert.NotEqual(table.Sums(0, most + 1), Sums(table, most + 1, AddNarrow));
        table.SetLevels(_ => (-grid.MaxGradient, grid.MaxHessian));
        Assert.Equal(table.Sums(0, most), Sums(table, most, AddNarrow));
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void CountedRunsHoldWhatTheirFieldsPromise(int bits)
    {
        var grid = GradientGrid.For(bits, 1, 1, isUnit: false);
        int most = (int)Math.Min(CountedRunSums.MaxCount, Math.Min(
            OverflowBound.SafeCount(grid.MaxGradient, CountedRunSums.MaxGradient), OverflowBound.SafeCount(grid.MaxHessian, CountedRunSums.MaxHessian)));
        using var team = new WorkerTeam(1);
        var table = new HistogramTable(1, most, team);
        foreach (int sign in (int[])[1, -1])
        {
            table.SetLevels(_ => (sign * grid.MaxGradient, grid.MaxHessian));
            Assert.Equal(table.Sums(0, most), Sums(table, most, AddRun, countsRows: true));
        }
    }
}
