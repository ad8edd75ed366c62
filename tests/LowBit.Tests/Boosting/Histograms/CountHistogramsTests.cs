using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class CountHistogramsTests
{
    const int Rows = 500;

    static readonly Dataset Data = Dataset.FromArrays(
        Enumerable.Range(0, Rows).SelectMany(row => (double[])[row % 7, row % 5, row % 3]).ToArray(), Rows, 3, new double[Rows],
        new() { Categorical = ["1"], MinDataInBin = 1, NumThreads = 1 });

    static readonly HistogramLayout Layout = new(Data.Features, isWide: false);

    /// <summary>Counts for a tree; an own set of ranks would add what others have.</summary>
    static CountHistograms Start(double pathSmooth, bool isUnit, WorkerTeam team)
    {
        var rules = new SplitRules(new() { PathSmooth = pathSmooth });
        rules.StartTree(GradientGrid.For(4, 1, 1, isUnit));
        var counts = new CountHistograms(Data, Layout, new SplitFinder(Data, rules, team, useVectors: true));
        counts.Reset();
        return counts;
    }

    static int[] Counts(CountHistograms counts, int feature, int slot) =>
        new Span<int>(counts.Of(feature, slot), Layout.BinCount(feature)).ToArray();

    static int[] Expected(int feature, IEnumerable<int> rows) => [.. Enumerable.Range(0, Layout.BinCount(feature))
        .Select(bin => rows.Count(row => Data.Bins.BinOf(feature, row) == bin))];

    [Theory]
    [InlineData(0, false, new[] { false, true, false }), InlineData(3, false, new[] { true, true, true })]
    public void CategoriesAreCountedAndUnderPathSmoothingAllFeatures(double pathSmooth, bool isUnit, bool[] counted)
    {
        using var team = new WorkerTeam(1);
        var counts = Start(pathSmooth, isUnit, team);
        int slot = counts.Rent();
        Assert.Equal(counted, Enumerable.Range(0, 3).Select(feature => counts.Of(feature, slot) != null));
    }

    [Fact]
    public void NothingIsCountedWhereHessiansCountRows()
    {
        using var team = new WorkerTeam(1);
        Assert.Equal(-1, Start(3, isUnit: true, team).Rent());
    }

    [Fact]
    public void ChildAndSiblingAreTheParent()
    {
        using var team = new WorkerTeam(1);
        var counts = Start(3, isUnit: false, team);
        int[] all = [.. Enumerable.Range(0, Rows)];
        int parent = counts.Rent(), child = counts.Rent();
        for (int feature = 0; feature < 3; feature++)
        {
            fixed (int* rows = all)
            {
                counts.Build(feature, new() { Rows = rows, Count = Rows }, parent);
                counts.Build(feature, new() { Rows = rows, Count = 123 }, child);
            }
            Assert.Equal(Expected(feature, all), Counts(counts, feature, parent));
            counts.Subtract(feature, child, parent);
            Assert.Equal(Expected(feature, all[..123]), Counts(counts, feature, child));
            Assert.Equal(Expected(feature, all[123..]), Counts(counts, feature, parent));
        }
        GC.KeepAlive(counts);
    }

    [Fact]
    public void ReturnedSlotsAreUsedAgain()
    {
        using var team = new WorkerTeam(1);
        var counts = Start(3, isUnit: false, team);
        int slot = counts.Rent();
        counts.Return(slot);
        counts.Return(-1);
        Assert.Equal(slot, counts.Rent());
        Assert.NotEqual(slot, counts.Rent());
    }
}
