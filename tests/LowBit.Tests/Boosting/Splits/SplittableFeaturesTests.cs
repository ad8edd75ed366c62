using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class SplittableFeaturesTests
{
    const int Rows = 9_000;

    /// <summary>Rows of the first feature outside its most frequent bin; each next feature has more, in steps of 5.</summary>
    const int FewestRows = 3, Kinds = 6, Columns = 4 * Kinds, Others = 20;

    static int RareRows(int column) => FewestRows + 5 * (column / Kinds);

    /// <summary>Rare values at one end or at both, missing ones, many distinct ones, and categories; columns of few values bundle.</summary>
    static double Value(int row, int column)
    {
        if (column >= Columns)
        {
            uint word = new RandomStream(5, 1, 0).Word((ulong)(row * Others + column));
            return word % 50 == 0 ? 1 + word / 50 % 200 : 0;
        }
        int at = (row + 400 * column) % Rows;
        bool isRare = at < RareRows(column);
        return (column % Kinds) switch
        {
            0 => isRare ? 1 : 0,
            1 => isRare ? at % 2 == 0 ? 5 : -5 : 0,
            2 => isRare ? double.NaN : 7,
            3 => isRare ? double.NaN : new RandomStream(3, 1, 0).Word((ulong)(row * Columns + column)) % 3_000,
            4 => isRare ? 1 : row % 2 == 0 ? double.NaN : 0,
            _ => isRare ? 1 : 0,
        };
    }

    /// <param name="others">Columns of few entries besides, which make it worth while to keep all such columns sparse.</param>
    /// <param name="ranks">Who has which rows.</param>
    static Dataset Data(int others, ICollective ranks)
    {
        int width = Columns + others;
        int first = Rows * ranks.Rank / ranks.Size, count = Rows * (ranks.Rank + 1) / ranks.Size - first;
        double[] values = [.. Enumerable.Range(first * width, count * width).Select(i => Value(i / width, i % width))];
        return Dataset.FromArrays(values, count, width, new double[count], new()
        {
            MaxBin = 2_000,
            MinDataInBin = 1,
            Collective = ranks,
            NumThreads = 1,
            Categorical = [.. Enumerable.Range(0, Columns).Where(column => column % Kinds == 5).Select(column => $"{column}")],
        });
    }

    /// <summary>Whether the rows can be parted into two sides of enough rows: of the kinds, by their values.</summary>
    static bool Expected(int column, int minData)
    {
        if (column >= Columns)
        {
            return true;
        }
        int rare = RareRows(column);
        return (column % Kinds) switch
        {
            1 => (rare + 1) / 2 >= minData,
            3 or 4 or 5 => true, // of 4, half the rows are missing
            _ => rare >= minData,
        };
    }

    [Theory]
    [InlineData(0, 0), InlineData(1, 0), InlineData(4, 0), InlineData(5, 0), InlineData(9, 0), InlineData(14, 0), InlineData(19, 0)]
    [InlineData(0, Others), InlineData(4, Others), InlineData(9, Others), InlineData(13, Others), InlineData(18, Others)]
    public void ThresholdsNeedEnoughRowsOnEitherSide(int minData, int others)
    {
        bool[] expected = [.. Enumerable.Range(0, Columns + others).Select(column => Expected(column, minData))];
        foreach (int threads in (int[])[1, 3])
        {
            using var team = new WorkerTeam(threads);
            Assert.Equal(expected, SplittableFeatures.Of(Data(others, SingleProcess.Instance), new() { MinDataInLeaf = minData }, team));
        }
        Assert.All(VirtualRanks.Run(3, ranks =>
        {
            using var team = new WorkerTeam(1);
            return SplittableFeatures.Of(Data(others, ranks), new() { MinDataInLeaf = minData }, team);
        }), found => Assert.Equal(expected, found));
    }

    [Fact]
    public void WithoutTheFilterEveryFeatureIsSearched()
    {
        using var team = new WorkerTeam(1);
        var options = new BoosterOptions { MinDataInLeaf = Rows, FeaturePreFilter = false };
        Assert.All(SplittableFeatures.Of(Data(0, SingleProcess.Instance), options, team), Assert.True);
    }

    [Fact]
    public void TheTablesHaveColumnsOfEveryKind()
    {
        var bins = Data(0, SingleProcess.Instance).Bins;
        Assert.Contains(bins.Places, place => bins.IsByte(place.Column) && place.OmitsDefault);
        Assert.Contains(bins.Places, place => bins.IsByte(place.Column) && !place.OmitsDefault);
        Assert.Contains(bins.Places, place => bins.IsWord(place.Column));
        Assert.NotNull(Data(Others, SingleProcess.Instance).Bins.SparseOf(0));
    }
}
