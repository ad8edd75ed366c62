using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class LeafAssignmentTests
{
    const int Rows = 40_000;

    static readonly Dataset Data = Dataset.FromArrays(
        Enumerable.Range(0, Rows).SelectMany(Values).ToArray(), Rows, 3, new double[Rows], new() { Categorical = ["2"], NumThreads = 1 });

    static double[] Values(int row)
    {
        uint word = new RandomStream(8, 1, 0).Word((ulong)row);
        return [word % 100 == 0 ? double.NaN : word % 1000, word / 4294967296.0, word / 1000 % 12];
    }

    /// <summary>A gradient that follows a number and a category.</summary>
    static short Packed(int row) => (short)(256 * (int)(Values(row)[1] * 8 - 4 + Values(row)[2] % 3) + 1 + row % 14);

    /// <summary>Grows a tree over every third row or over all.</summary>
    static TreeGrower Grow(WorkerTeam team, int step)
    {
        var layout = new HistogramLayout(Data.Features, isWide: false);
        var partition = new RowPartition(Rows, carriesPacked: true, team, Isa.Best);
        int count = (Rows + step - 1) / step;
        for (int i = 0; i < count; i++)
        {
            (partition.RootRows[i], partition.RootPacked[i]) = (i * step, Packed(i * step));
        }
        var plan = new SearchPlan(Data.Features, Data.Bins, new(Data.Features, Data.Bins, [true, true, true], team.ThreadCount), layout);
        var grower = new TreeGrower(Data, new() { NumLeaves = 20, MinDataInLeaf = 3 }, layout, plan, partition, team, Isa.Best);
        grower.Grow(GradientGrid.For(4, 1, 1, isUnit: false), count, null, 0);
        return grower;
    }

    static int[] Leaves(LeafAssignment assignment) => [.. Enumerable.Range(0, Rows).Select(row => (int)assignment.Leaves[row])];

    [Theory]
    [InlineData(1), InlineData(3)]
    public void WalkingDownTheTreeEndsWhereGrowthPutTheRow(int threads)
    {
        using var team = new WorkerTeam(threads);
        var grower = Grow(team, step: 1);
        LeafAssignment walked = new(Data.Bins, team), scattered = new(Data.Bins, team);
        walked.Walk(new(grower.Tree, Data.Features), only: null);
        scattered.AssignAll(99);
        scattered.Scatter(grower);
        Assert.Equal(20, grower.Tree.LeafCount);
        Assert.Equal(Leaves(scattered), Leaves(walked));
        Assert.Equal(
            grower.Tree.Leaves.Select(leaf => (int)leaf.RowCount), Leaves(walked).CountBy(leaf => leaf).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void BinsWalkWhereRawValuesDo()
    {
        using var team = new WorkerTeam(1);
        var grower = Grow(team, step: 1);
        var tree = TreeConversion.ToTree(grower.Tree, Data.Features, 1, 0);
        var walk = new BinnedTree(grower.Tree, Data.Features);
        Assert.Contains(tree.DecisionType, type => (type & 1) != 0);
        Assert.Equal(
            Enumerable.Range(0, 2000).Select(row => DecisionRule.LeafOf(tree, column => Values(row)[column])),
            Enumerable.Range(0, 2000).Select(row => walk.LeafOf(Data.Bins, row)));
    }

    [Fact]
    public void RowsOutOfTheBagAreWalkedAndOthersStay()
    {
        using var team = new WorkerTeam(2);
        var grower = Grow(team, step: 3);
        var leaves = new LeafAssignment(Data.Bins, team);
        leaves.AssignAll(grower.Tree.LeafCount);
        leaves.Scatter(grower);
        int[] bagged = Leaves(leaves);
        Assert.All(Enumerable.Range(0, 300), row => Assert.Equal(row % 3 != 0, bagged[row] == grower.Tree.LeafCount));
        var walk = new BinnedTree(grower.Tree, Data.Features);
        leaves.Walk(walk, only: grower.Tree.LeafCount);
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => walk.LeafOf(Data.Bins, row)), Leaves(leaves));
    }

    [Fact]
    public void ATreeOfOneLeafHoldsEveryRow()
    {
        var tree = new GrownTree(2);
        tree.Start(default);
        Assert.Equal(0, new BinnedTree(tree, Data.Features).LeafOf(Data.Bins, 5));
    }
}
