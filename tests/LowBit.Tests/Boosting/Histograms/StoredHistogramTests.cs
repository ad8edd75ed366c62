using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Histograms and marks of features however they are stored, against one addition a row.</summary>
public unsafe class StoredHistogramTests
{
    const int Rows = 6_007;

    static readonly int[] Every3rd = [.. Enumerable.Range(0, Rows).Where(row => row % 3 == 1)];

    public static TheoryData<int, bool, bool> Ways => new(
        from threads in (int[])[1, 2, 5] from isWide in (bool[])[false, true] from counts in (bool[])[false, true] select (threads, isWide, counts));

    static FixedPointPair Levels(int row) => new((int)(new RandomStream(4, 1, 0).Word((ulong)row) % 15) - 7, row % 14);

    [Theory]
    [MemberData(nameof(Ways))]
    public void SumsAreThoseOfTheRows(int threads, bool isWide, bool countsRows)
    {
        using var team = new WorkerTeam(threads);
        var table = new StoredTable(Rows, team);
        var layout = new HistogramLayout(table.Features, isWide, countsRows);
        var builder = new HistogramBuilder(table.Matrix, layout, team);
        builder.StartTree(GradientGrid.For(isWide ? 32 : 4, 7, 14, isUnit: false));
        foreach (int[] rows in (int[][])[[.. Enumerable.Range(0, Rows)], Every3rd, [7, 9, 4_000], []])
        {
            HistogramTable.AssertSame(Expected(table, rows), Build(table, builder, layout, rows));
        }
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(4)]
    public void CellsAreSharedOutBesideTiles(int threads)
    {
        using var team = new WorkerTeam(threads);
        var table = new StoredTable(Rows, team, moreAlone: 60);
        var layout = new HistogramLayout(table.Features, isWide: false);
        var builder = new HistogramBuilder(table.Matrix, layout, team);
        builder.StartTree(GradientGrid.For(4, 7, 14, isUnit: false));
        Assert.True(table.Matrix.SingleTiles.Tiles.Length >= threads);
        foreach (int[] rows in (int[][])[[.. Enumerable.Range(0, Rows)], Every3rd, [7, 9, 4_000], []])
        {
            HistogramTable.AssertSame(Expected(table, rows), Build(table, builder, layout, rows));
        }
    }

    /// <summary>Merged share by share as for a search: whatever the storage, each feature's words are its bins' sums in their form.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(5)]
    public void SharesAreMergedIntoTheirForms(int threads)
    {
        using var team = new WorkerTeam(threads);
        var table = new StoredTable(Rows, team);
        bool[] searched = [.. table.Features.Select(feature => feature.Index % 7 != 3)];
        var shares = new FeatureShares(table.Features, table.Matrix, searched, threads);
        int[] order = [.. shares.Searched.SelectMany(share => share)];
        var layout = HistogramLayout.For(table.Features, table.Matrix.Places, new(), order, isWide: false, countsRows: false);
        var plan = new SearchPlan(table.Features, table.Matrix, shares, layout);
        var builder = new HistogramBuilder(table.Matrix, layout, team);
        Assert.Contains(plan.Pieces, piece => piece.Runs.Length > 0);
        Assert.Equal(searched.Count(isSearched => isSearched), order.Length);
        builder.StartTree(GradientGrid.For(4, 7, 14, isUnit: false));
        foreach (int[] rows in (int[][])[[.. Enumerable.Range(0, Rows)], Every3rd, [7, 9, 4_000], []])
        {
            long[] raw = [.. Expected(table, rows).Select(HistogramLayout.Pack)];
            Assert.Equal(Formed(table, layout, raw), Merged(builder, new(builder, table.Matrix, layout), plan, layout, rows));
        }
    }

    static long[] Formed(StoredTable table, HistogramLayout layout, long[] raw)
    {
        long[] formed = new long[layout.WordCount];
        fixed (long* words = formed)
        {
            for (int feature = 0, first = 0; feature < table.Features.Length; first += table.BinCounts[feature++])
            {
                int bins = layout.BinCount(feature);
                raw.AsSpan(first + layout.FirstBin(feature), bins).CopyTo(formed.AsSpan(layout.Offset(feature), bins));
                BinForms.Apply(layout.FormOf(feature), layout.Start(feature, words), bins);
            }
        }
        return formed;
    }

    static long[] Merged(HistogramBuilder builder, HistogramMerge merge, SearchPlan plan, HistogramLayout layout, int[] rows)
    {
        long[] merged = [.. Enumerable.Repeat(-1L, layout.WordCount)];
        short[] packed = [.. rows.Select(row => (short)(256 * Levels(row).Gradient + Levels(row).Hessian))];
        fixed (int* start = rows)
        fixed (short* levels = packed)
        fixed (long* words = merged)
        {
            var segment = new RowSegment { Rows = start, Packed = levels, Count = rows.Length };
            builder.Build(segment, words);
            foreach (var piece in plan.Pieces)
            {
                merge.Merge(piece, [HistogramLayout.Pack(HistogramKernel.Sum(segment))], words);
            }
        }
        return merged;
    }

    static GradientSums[] Expected(StoredTable table, int[] rows) => [.. table.Bins.SelectMany((bins, feature) =>
    {
        var sums = new GradientSums[table.BinCounts[feature]];
        foreach (int row in rows)
        {
            sums[bins[row]] += new GradientSums(Levels(row).Gradient, Levels(row).Hessian);
        }
        return sums;
    })];

    static GradientSums[] Build(StoredTable table, HistogramBuilder builder, HistogramLayout layout, int[] rows)
    {
        var words = new NativeBuffer<long>(layout.WordCount);
        words.Span.Fill(-1);
        var pairs = Enumerable.Range(0, Rows).Select(Levels).ToArray();
        short[] packed = [.. rows.Select(row => (short)(256 * pairs[row].Gradient + pairs[row].Hessian))];
        fixed (int* start = rows)
        fixed (short* levels = packed)
        fixed (FixedPointPair* gradients = pairs)
        {
            var segment = new RowSegment { Rows = start, Packed = levels, Gradients = gradients, Count = rows.Length };
            builder.Build(segment, words.Start);
            long[] total = new long[layout.WordsPerBin];
            layout.Store(HistogramKernel.Sum(layout.IsWide ? segment with { Packed = null } : segment), rows.Length, total);
            for (int unit = 0; unit < builder.Units.Length; unit++)
            {
                builder.Merge(unit, words.Start);
            }
            for (int feature = 0; feature < table.Features.Length; feature++)
            {
                if (table.Matrix.Places[feature] is { OmitsDefault: true } place)
                {
                    DefaultBin.Fill(layout.Start(feature, words.Start), layout.BinCount(feature), place.DefaultBin, total);
                }
            }
        }
        AssertCounts(table, words, layout, rows);
        return HistogramTable.Read(words, layout);
    }

    static void AssertCounts(StoredTable table, NativeBuffer<long> words, HistogramLayout layout, int[] rows)
    {
        for (int feature = 0; feature < table.Features.Length && layout.CountsRows; feature++)
        {
            var counts = layout.Of(feature, words.Start).RowCounts;
            var expected = rows.CountBy(row => table.Bins[feature][row]).ToDictionary();
            Assert.All(Enumerable.Range(0, layout.BinCount(feature)), bin => Assert.Equal(expected.GetValueOrDefault(bin), counts[bin]));
        }
    }

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Theory]
    [MemberData(nameof(Paths))]
    public void RowsArePartedByTheirBins(KernelPath path)
    {
        using var team = new WorkerTeam(2);
        var table = new StoredTable(Rows, team);
        for (int feature = 0; feature < table.Features.Length; feature++)
        {
            foreach (int bin in (int[])[0, 1, table.BinCounts[feature] / 2, table.BinCounts[feature] - 2])
            {
                var partition = new RowPartition(Rows, carriesPacked: false, team, path);
                Every3rd.CopyTo(partition.RootRows);
                var split = new Split { Feature = feature, Bin = bin };
                var (left, right) = partition.Split(new(0, Every3rd.Length, 0), new(split, table.Features[feature].Bins, table.Matrix));
                Assert.Equal(Every3rd.Where(row => table.Bins[feature][row] <= bin), RowsOf(partition, left));
                Assert.Equal(Every3rd.Where(row => table.Bins[feature][row] > bin), RowsOf(partition, right));
            }
        }
    }

    static int[] RowsOf(RowPartition partition, LeafRows leaf)
    {
        var segment = partition.Segment(leaf, null);
        return new Span<int>(segment.Rows, segment.Count).ToArray();
    }
}
