using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class FoldsTests
{
    static readonly RandomStream Random = RandomStreams.Of(7, RandomStreams.Folds);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 103)]
    [InlineData(7, 1_000)]
    public void FoldsPartitionTheRowsIntoEqualParts(int count, int rowCount)
    {
        var folds = new Folds(count, rowCount, [], Random);
        int[][] rows = [.. Enumerable.Range(0, count).Select(folds.Rows)];
        Assert.Equal(Enumerable.Range(0, rowCount), rows.SelectMany(part => part).Order());
        Assert.All(rows, part => Assert.InRange(part.Length, rowCount / count, rowCount / count + 1));
        Assert.All(rows, part => Assert.Equal(part.Order(), part));
    }

    [Fact]
    public void RowsOutsideAreAllOthers()
    {
        var folds = new Folds(4, 50, [], Random);
        Assert.Equal(folds.Rows(1).Concat(folds.Rows(3)).Order(), folds.RowsOutside(0, 2));
        Assert.Equal(Enumerable.Range(0, 50).Except(folds.Rows(2)), folds.RowsOutside(2, 2));
    }

    [Fact]
    public void EachFoldHasItsShareOfEachStratum()
    {
        double[] labels = [.. Enumerable.Range(0, 400).Select(row => row % 20 == 3 ? 1.0 : 0)];
        var folds = new Folds(5, 400, labels, Random);
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(4, folds.Rows(fold).Count(row => labels[row] == 1)));
    }

    [Fact]
    public void RowsOfAGroupAreInOneFold()
    {
        int[] starts = [0, 3, 4, 9, 11, 20, 22];
        var folds = Folds.OfGroups(3, starts, Random);
        int[][] rows = [.. Enumerable.Range(0, 3).Select(folds.Rows)];
        Assert.Equal(Enumerable.Range(0, 22), rows.SelectMany(part => part).Order());
        for (int group = 0; group < 6; group++)
        {
            int[] members = [.. Enumerable.Range(starts[group], starts[group + 1] - starts[group])];
            Assert.Single(rows, part => part.Intersect(members).Any());
        }
        Assert.All(rows, part => Assert.Equal(2, starts[..6].Count(start => part.Contains(start))));
    }

    [Fact]
    public void FoldsAreThoseOfTheSeed()
    {
        int[] rows = new Folds(5, 200, [], Random).Rows(0);
        Assert.Equal(rows, new Folds(5, 200, [], Random).Rows(0));
        Assert.NotEqual(rows, new Folds(5, 200, [], RandomStreams.Of(8, RandomStreams.Folds)).Rows(0));
    }
}
