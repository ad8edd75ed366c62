using System.Numerics;
using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class LeafRefitTests
{
    const int Rows = 40_003, Leaves = 4;

    static readonly BoosterOptions Plain = new() { LambdaL2 = 0.5 };

    /// <summary>Gradients over 20 binades of both signs.</summary>
    static float Gradient(int row)
    {
        uint word = new RandomStream(1, 1, 0).Word((ulong)row);
        return MathF.ScaleB((word & 1) == 0 ? 1 + word / 1e10f : -1 - word / 1e10f, (int)(word >> 4) % 20 - 10);
    }

    static float Hessian(int row) => new RandomStream(1, 2, 0).Word((ulong)row) / 1e10f;

    /// <summary>Leaf of a row; 4 is out of the bag.</summary>
    static int LeafOf(int row) => (int)(new RandomStream(1, 3, 0).Word((ulong)row) % (Leaves + 1));

    static readonly float MaxGradient = Enumerable.Range(0, Rows).Max(row => Math.Abs(Gradient(row)));
    static readonly float MaxHessian = Enumerable.Range(0, Rows).Max(Hessian);

    /// <summary>((0, 3), (1, 2)); the state of leaf i has i + 1 rows and λ of 0.5.</summary>
    static GrownTree Tree()
    {
        static NodeState State(int rows) => new(0, 0, rows, 0, 0.5);
        var tree = new GrownTree(Leaves);
        tree.Start(State(10));
        tree.Split(0, default, State(5), State(5));
        tree.Split(1, default, State(2), State(3));
        tree.Split(0, default, State(1), State(4));
        return tree;
    }

    static GrownTree Refit(BoosterOptions options, bool isUnit, int threads = 1, ICollective? ranks = null, KernelPath path = KernelPath.Scalar)
    {
        ranks ??= SingleProcess.Instance;
        int begin = Rows * ranks.Rank / ranks.Size, count = Rows * (ranks.Rank + 1) / ranks.Size - begin;
        using var team = new WorkerTeam(threads);
        var buffers = new GradientBuffers(1, count, isUnit, null);
        var leaves = new NativeBuffer<ushort>(count);
        for (int row = 0; row < count; row++)
        {
            buffers.Gradients[0][row] = Gradient(begin + row);
            (isUnit ? [] : buffers.Hessians[0].AsSpan(row, 1)).Fill(Hessian(begin + row));
            leaves[row] = (ushort)LeafOf(begin + row);
        }
        var tree = Tree();
        var refit = new LeafRefit(buffers, LabelRows.Of(new double[count], begin, null, ranks), Leaves, team, path);
        refit.Refit(tree, 0, MaxGradient, MaxHessian, leaves.Start, new SplitRules(options));
        GC.KeepAlive(leaves);
        return tree;
    }

    /// <summary>Σ over the leaf's rows of the nearest multiples of the scale, times the scale.</summary>
    static double Sum(Func<int, float> value, double scale, params int[] leaves)
    {
        var sum = Enumerable.Range(0, Rows).Where(row => leaves.Contains(LeafOf(row)))
            .Aggregate(BigInteger.Zero, (sum, row) => sum + new BigInteger(Math.Round(value(row) / scale)));
        return (double)sum * scale;
    }

    static double ScaleFor(float max) => Math.ScaleB(1, Math.ILogB(max) + 1 - 30);

    static void AssertSums(NodeState state, bool isUnit, params int[] leaves)
    {
        Assert.Equal(Sum(Gradient, ScaleFor(MaxGradient), leaves), state.Gradient);
        Assert.Equal(isUnit ? Sum(_ => 1, 1, leaves) : Sum(Hessian, ScaleFor(MaxHessian), leaves), state.Hessian);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void LeavesAndNodesHaveTheExactSumsOfTheirRowsInTheBag(bool isUnit)
    {
        var tree = Refit(Plain, isUnit);
        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            AssertSums(tree.Leaves[leaf], isUnit, leaf);
        }
        AssertSums(tree.Nodes[0], isUnit, 0, 1, 2, 3);
        AssertSums(tree.Nodes[1], isUnit, 1, 2);
        AssertSums(tree.Nodes[2], isUnit, 0, 3);
        Assert.Equal(-tree.Leaves[2].Gradient / (tree.Leaves[2].Hessian + 0.5), tree.Leaves[2].Output);
        Assert.Equal([1, 2, 3, 4], tree.Leaves.Select(leaf => leaf.RowCount));
    }

    [Fact]
    public void SumsAreWithinHalfAScaleARowOfTheGradientsThemselves()
    {
        var exact = new ExactSum();
        var rows = Enumerable.Range(0, Rows).Where(row => LeafOf(row) == 1).ToArray();
        Array.ForEach(rows, row => exact.Add(Gradient(row)));
        Assert.InRange(Refit(Plain, isUnit: true).Leaves[1].Gradient - exact.Value, -rows.Length / 2.0 * ScaleFor(MaxGradient), rows.Length / 2.0 * ScaleFor(MaxGradient));
    }

    [Fact]
    public void ThreadsAndRanksChangeNothing()
    {
        var expected = Refit(Plain, isUnit: false).Leaves;
        Assert.Equal(expected, Refit(Plain, isUnit: false, threads: 3).Leaves);
        Assert.All([2, 4], size => Assert.All(
            VirtualRanks.Run(size, ranks => Refit(Plain, isUnit: false, threads: 2, ranks).Leaves), leaves => Assert.Equal(expected, leaves)));
    }

    [Fact]
    public void OutputsAreSmoothedFromTheRootDown()
    {
        var tree = Refit(Plain with { PathSmooth = 2 }, isUnit: true);
        double root = -tree.Nodes[0].Gradient / (tree.Nodes[0].Hessian + 0.5);
        double inner = Smoothed(tree.Nodes[1], root, 5);
        Assert.Equal(root, tree.Nodes[0].Output);
        Assert.Equal(inner, tree.Nodes[1].Output, 1e-12);
        Assert.Equal(Smoothed(tree.Leaves[1], inner, 2), tree.Leaves[1].Output, 1e-12);

        static double Smoothed(NodeState state, double parent, int rows) =>
            -state.Gradient / (state.Hessian + 0.5) * (rows / (rows + 2.0)) + parent * (2 / (rows + 2.0));
    }

    [Fact]
    public void OutputsObeyL1AndTheLargestStep()
    {
        var leaves = Refit(Plain with { LambdaL1 = 3, MaxDeltaStep = 0.01 }, isUnit: true).Leaves;
        Assert.Contains(leaves, leaf => Math.Abs(leaf.Output) == 0.01);
        Assert.All(leaves, leaf => Assert.InRange(leaf.Output, -0.01, 0.01));
        Assert.All(
            Refit(Plain with { LambdaL1 = 1e9 }, isUnit: true).Leaves, leaf => Assert.Equal(0, leaf.Output));
    }
}
