using LowBit.Boosting;

namespace LowBit.Tests;

public class StoragePlanTests
{
    const int Rows = 5_003;

    static StoredTable Table(int threads = 1)
    {
        using var team = new WorkerTeam(threads);
        return new(Rows, team);
    }

    /// <summary>The table has features of each kind, so that tests over it reach all of them.</summary>
    [Fact]
    public void EveryWayOfStoringIsUsed()
    {
        var bins = Table().Matrix;
        Assert.Contains(bins.FeaturesOf, features => features.Length > 1);
        Assert.Contains(bins.Places, place => bins.IsByte(place.Column) && !place.OmitsDefault);
        Assert.Contains(bins.Places, place => bins.IsWord(place.Column));
        Assert.Contains(bins.Places, place => !bins.IsByte(place.Column) && !bins.IsWord(place.Column));
        Assert.NotNull(bins.SparseCells);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void EveryBinIsFoundAgain(int threads)
    {
        var table = Table(threads);
        for (int feature = 0; feature < table.Features.Length; feature++)
        {
            Assert.Equal(table.Bins[feature], Enumerable.Range(0, Rows).Select(row => table.Matrix.BinOf(feature, row)));
        }
    }

    [Fact]
    public void EveryFeatureHasOnePlace()
    {
        var bins = Table().Matrix;
        Assert.Equal(Enumerable.Range(0, bins.FeatureCount), bins.FeaturesOf.SelectMany(features => features).Order());
        Assert.All(Enumerable.Range(0, bins.FeatureCount), feature => Assert.Contains(feature, bins.FeaturesOf[bins.Places[feature].Column]));
    }

    [Fact]
    public void ValuesOfABundleFitIntoAByte()
    {
        // 100 one-hot columns of 5 bins each: 401 values, more than a column of bytes has
        using var team = new WorkerTeam(1);
        var columns = Enumerable.Range(0, 100).Select(feature =>
        {
            int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % 100 == feature)];
            return (BinColumn)new SparseColumn(rows, [.. rows.Select(row => (ushort)(1 + row / 100 % 4))], 0);
        });
        var bins = new BinnedMatrix([.. columns], [.. Enumerable.Repeat(5, 100)], Rows, team);
        Assert.Equal(2, bins.ColumnCount);
        Assert.All(Enumerable.Range(0, 2), column => Assert.InRange(bins.ValueCount(column), 2, 256));
        Assert.Equal(1 + 5_000 / 100 % 4, bins.BinOf(0, 5_000));
    }

    [Fact]
    public void FeaturesThatMeetInOneRowAreNotBundled()
    {
        var one = new SparseColumn([1, 5], [1, 1], 0);
        Assert.Equal([[0], [1]], FeatureBundler.Of([one, new([5], [1], 0)], [2, 2], 10).Select(bundle => bundle.ToArray()));
        Assert.Equal([[0, 1]], FeatureBundler.Of([one, new([4], [1], 0)], [2, 2], 10).Select(bundle => bundle.ToArray()));
    }
}
