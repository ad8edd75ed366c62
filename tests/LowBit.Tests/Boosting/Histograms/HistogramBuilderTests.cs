using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class HistogramBuilderTests
{
    const int Rows = 40_000;

    static readonly int[] LeafSizes = [0, 1, 511, 512, 513, 5_000, Rows];

    static readonly uint[] Words = FillWords();

    static uint[] FillWords()
    {
        var words = new uint[Rows];
        new RandomStream(3, 1, 0).Fill(0, words, KernelPath.Vector);
        return words;
    }

    static GradientGrid Grid(int bits, bool isUnit) => GradientGrid.For(bits, 1, 1, isUnit);

    static int Between(uint word, int min, int max) => (int)(min + word % (max - min + 1L));

    static (int, int) RandomLevels(int row, GradientGrid grid) => (
        Between(Words[row], -grid.MaxGradient, grid.MaxGradient),
        grid.CountsRows ? 1 : Between(Words[Rows - 1 - row] >> 3, 0, grid.MaxHessian));

    [Theory]
    [InlineData(1, 1), InlineData(1, 8), InlineData(31, 2), InlineData(32, 1), InlineData(32, 3)]
    [InlineData(33, 1), InlineData(33, 2), InlineData(33, 8), InlineData(100, 3), InlineData(100, 8)]
    public void EveryLeafSizeAndWidthGivesTheSumsOfItsRows(int features, int threads)
    {
        using var team = new WorkerTeam(threads);
        var table = new HistogramTable(features, Rows, team);
        foreach (var (isWide, countsRows) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
        {
            var layout = new HistogramLayout(table.Features, isWide, countsRows);
            var builder = new HistogramBuilder(table.Matrix, layout, team);
            foreach (var grid in isWide ? [Grid(32, false), Grid(4, true)] : (GradientGrid[])[Grid(2, false), Grid(6, false), Grid(7, false), Grid(8, true)])
            {
                table.SetLevels(row => RandomLevels(row, grid));
                builder.StartTree(grid);
                foreach (int count in LeafSizes)
                {
                    int begin = (Rows - count) / 2;
                    HistogramTable.AssertSame(table.Sums(begin, count), table.Build(builder, layout, team, begin, count));
                }
            }
        }
    }

    /// <summary>Columns of few values share slots; leaves below and above the size from which that is used.</summary>
    [Theory]
    [InlineData(4, 1, true), InlineData(9, 2, true), InlineData(90, 2, true), InlineData(90, 3, true), InlineData(3, 1, false)]
    public void ColumnsOfFewValuesGiveTheSameSums(int features, int threads, bool isJoint)
    {
        using var team = new WorkerTeam(threads);
        var table = new HistogramTable([.. Enumerable.Range(0, features).Select(feature => isJoint ? 1 + feature % 9 : 200)], Rows, team);
        Assert.Equal(isJoint, table.Matrix.JointTiles is not null);
        foreach (var (isWide, countsRows) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
        {
            var layout = new HistogramLayout(table.Features, isWide, countsRows);
            var builder = new HistogramBuilder(table.Matrix, layout, team);
            var grid = Grid(isWide ? 32 : 4, isUnit: false);
            table.SetLevels(row => RandomLevels(row, grid));
            builder.StartTree(grid);
            foreach (int count in (int[])[0, 30, 400, 5_000, Rows])
            {
                HistogramTable.AssertSame(table.Sums(0, count), table.Build(builder, layout, team, 0, count));
            }
        }
    }

    /// <summary>Feature 0 has one bin, so its sums go as far as sums can.</summary>
    [Theory]
    [InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(32)]
    public void ExtremeLevelsDoNotOverflow(int bits)
    {
        foreach (int threads in (int[])[1, 3])
        {
            using var team = new WorkerTeam(threads);
            var table = new HistogramTable(3, Rows, team);
            foreach (bool isUnit in (bool[])[false, true])
            {
                var grid = Grid(bits, isUnit);
                var layout = new HistogramLayout(table.Features, isWide: bits == 32, countsRows: !isUnit && threads == 1);
                var builder = new HistogramBuilder(table.Matrix, layout, team);
                builder.StartTree(grid);
                foreach (var levels in Extremes(grid))
                {
                    table.SetLevels(levels);
                    HistogramTable.AssertSame(table.Sums(0, Rows), table.Build(builder, layout, team, 0, Rows));
                }
            }
        }
    }

    static Func<int, (int, int)>[] Extremes(GradientGrid grid) =>
    [
        _ => (grid.MaxGradient, grid.MaxHessian),
        _ => (-grid.MaxGradient, grid.MaxHessian),
        _ => (-grid.MaxGradient, grid.CountsRows ? 1 : 0),
        row => (row < Rows / 2 ? grid.MaxGradient : -grid.MaxGradient, grid.MaxHessian),
    ];

    [Fact]
    public void ChildAndSiblingAreTheParent()
    {
        using var team = new WorkerTeam(2);
        var table = new HistogramTable(33, Rows, team);
        foreach (var (bits, isWide) in ((int, bool)[])[(4, false), (8, false), (32, true), (4, true)])
        {
            var grid = Grid(bits, isUnit: false);
            table.SetLevels(row => RandomLevels(row, grid));
            var layout = new HistogramLayout(table.Features, isWide);
            var builder = new HistogramBuilder(table.Matrix, layout, team);
            builder.StartTree(grid);
            NativeBuffer<long> parent = new(layout.WordCount), child = new(layout.WordCount);
            Fill(builder, table.Segment(0, Rows), parent);
            Fill(builder, table.Segment(0, 12_345), child);
            HistogramSpill.Subtract(child.Start, layout.WordCount, parent.Start);
            HistogramTable.AssertSame(table.Sums(12_345, Rows - 12_345), HistogramTable.Read(parent, layout));
        }

        void Fill(HistogramBuilder builder, RowSegment segment, NativeBuffer<long> words)
        {
            builder.Build(segment, words.Start);
            for (int unit = 0; unit < builder.Units.Length; unit++)
            {
                builder.Merge(unit, words.Start);
            }
        }
    }
}
