using LowBit.Numerics;

namespace LowBit.Tests;

public class ScaleGridTests
{
    static readonly (int Rows, int Columns)[] Shapes =
        [(0, 0), (0, 5), (5, 0), (1, 1), (1, 40), (40, 1), (7, 16), (8, 24), (5, 33), (9, 10)];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, ScaleSamples.Granularities.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RunsGiveEachElementItsScaleOnceAndInOrder(int kind)
    {
        foreach (var (rows, columns) in Shapes)
        {
            var grid = ScaleSamples.Granularities[kind].On(rows, columns);
            var blocks = ScaleSamples.Blocks(ScaleSamples.Granularities[kind], rows, columns);
            var expected = new int[rows * columns];
            for (int scale = 0; scale < blocks.Length; scale++)
            {
                blocks[scale].ForEach(i => expected[i] = scale);
            }
            var actual = new List<int>();
            foreach (var run in grid)
            {
                Assert.Equal(actual.Count, run.Start);
                Assert.True(run.Length > 0);
                actual.AddRange(Enumerable.Repeat(run.Scale, run.Length));
            }
            Assert.Equal(expected, actual);
            Assert.Equal(blocks.Length, grid.ScaleCount);
            Assert.Equal(rows * columns, grid.ElementCount);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void BlocksAreTheirElementsInRowMajorOrder(int kind)
    {
        foreach (var (rows, columns) in Shapes)
        {
            var values = Enumerable.Range(0, rows * columns).Select(i => (float)i).ToArray();
            var grid = ScaleSamples.Granularities[kind].On(rows, columns);
            var blocks = ScaleSamples.Blocks(ScaleSamples.Granularities[kind], rows, columns);
            var scratch = new float[grid.ScratchLength];
            for (int scale = 0; scale < blocks.Length; scale++)
            {
                Assert.Equal(blocks[scale].Select(i => (float)i), grid.Block(values, scale, scratch).ToArray());
            }
        }
    }

    [Fact]
    public void RowsThatAreCutAlikeAreOneRow()
    {
        Assert.Equal((1, 16), (new PerGroup(16).On(8, 64).BlockRows, new PerGroup(16).On(8, 64).BlockColumns));
        Assert.Equal((1, 64), (new PerRow().On(8, 64).BlockRows, new PerRow().On(8, 64).BlockColumns));
        Assert.Equal((1, 128), (new PerTile(2, 64).On(8, 64).BlockRows, new PerTile(2, 64).On(8, 64).BlockColumns));
        Assert.Equal((8, 1), (new PerColumn().On(8, 64).BlockRows, new PerColumn().On(8, 64).BlockColumns));
    }

    [Fact]
    public void SizesThatCannotBeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerGroup(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerTile(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (new Flat(3) with { Size = -1 }).On(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerRow().On(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerRow().On(1 << 16, 1 << 15));
    }
}
