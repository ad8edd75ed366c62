using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Groups of rows end in the leaves that a walk from node to node ends in, on every path.</summary>
public class RankKernelTests
{
    const int RowCount = 200;

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    static int[] Leaves(BoostedTrees model, double[] rows, int rowCount, KernelPath path)
    {
        int[] leaves = new int[rowCount * model.Trees.Count];
        new RankedRows<double, int, LeafVisitor>(model.Ranked!, .., RankKernel.For(path)).Run(rows, rowCount, 1, leaves);
        return leaves;
    }

    static int[] Walked(BoostedTrees model, double[] rows) =>
    [
        .. rows.Chunk(model.FeatureCount).SelectMany(row =>
            model.Trees.Select(tree => DecisionRule.LeafOf(tree, feature => row[feature]))),
    ];

    static BoostedTrees ModelOf(params Tree[] trees) => new(
        RandomModel.Content(seed: 1, rounds: 0) with { Trees = [.. trees] });

    /// <summary>Rows that hold one value in all columns.</summary>
    static double[] RowsOf(IEnumerable<double> values) =>
        [.. values.SelectMany(value => Enumerable.Repeat(value, RandomModel.FeatureCount))];

    static Tree CategoryStump(uint[] words) => new()
    {
        SplitFeature = [2],
        Threshold = [0],
        DecisionType = [1],
        LeftChild = [~0],
        RightChild = [~1],
        LeafValue = [1, 2],
        CategoryBoundaries = [0, words.Length],
        CategoryBits = words,
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryKindOfNodeDecidesAsItsModelSays(KernelPath path)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var model = new BoostedTrees(RandomModel.Content(seed, rounds: 4, mostLeaves: seed % 2 == 0 ? 40 : RankedForest.MostLeaves));
            double[] rows = RandomModel.Rows(seed, RowCount);
            Assert.Equal(Walked(model, rows), Leaves(model, rows, RowCount, path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryNumberOfRowsIsTaken(KernelPath path)
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 2, rounds: 3));
        double[] rows = RandomModel.Rows(seed: 3, count: 600);
        int[] all = Walked(model, rows);
        foreach (int count in new[] { 1, 2, 63, 64, 65, 127, 128, 511, 512, 513, 600 })
        {
            double[] some = rows[..(count * RandomModel.FeatureCount)];
            Assert.Equal(all[..(count * model.Trees.Count)], Leaves(model, some, count, path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void MoreThresholdsThanAByteHasRanksTakeMorePlanes(KernelPath path)
    {
        foreach (int count in new[] { 254, 255, 256, 510, 511, 1000 })
        {
            var model = ModelOf([.. Enumerable.Range(0, count).Select(i => RandomModel.Stump(1, i, -1, 1))]);
            Assert.Equal((count + 254) / 255, model.Ranked!.PlaneCount);
            double[] rows = RowsOf([double.NaN, double.NegativeInfinity, double.PositiveInfinity,
                .. Enumerable.Range(-1, count + 2).SelectMany(i => new[] { i, i + 0.5 })]);
            Assert.Equal(Walked(model, rows), Leaves(model, rows, rows.Length / RandomModel.FeatureCount, path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void MoreCategoriesThanAByteHasRanksTakeMorePlanes(KernelPath path)
    {
        foreach (int words in new[] { 0, 1, 8, 9, 40 })
        {
            var random = new Random(words);
            var model = ModelOf([.. Enumerable.Range(0, 5).Select(_ => CategoryStump(
                [.. Enumerable.Range(0, words).Select(_ => (uint)random.NextInt64(1L << 32))]))]);
            double[] rows = RowsOf([double.NaN, -1, -0.5, 1e300, .. Enumerable.Range(0, 32 * words + 40).Select(code => (double)code)]);
            Assert.Equal(Walked(model, rows), Leaves(model, rows, rows.Length / RandomModel.FeatureCount, path));
        }
    }

    [Fact]
    public void EachPathHasAKernelOfItsOwn()
    {
        Assert.IsType<ScalarRankKernel>(RankKernel.For(KernelPath.Scalar));
        Assert.IsType<VectorRankKernel>(RankKernel.For(KernelPath.Vector));
        Assert.Equal(Isa.Supports(KernelPath.Avx2), RankKernel.For(KernelPath.Avx2) is Avx2RankKernel);
        Assert.Equal(Isa.Supports(KernelPath.Avx512), RankKernel.For(KernelPath.Avx512) is Avx512RankKernel);
    }

    [Fact]
    public void ModelsThatAskMoreThanBytesHoldAreWalked()
    {
        Assert.NotNull(new BoostedTrees(ChainOf(leaves: 256)).Ranked);
        Assert.Null(new BoostedTrees(ChainOf(leaves: 257)).Ranked);
        Assert.Null(ModelOf([CategoryStump([.. new uint[CategoryBins.MaxCode / 32], 2])]).Ranked);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void TheDeepestTreeIsTaken(KernelPath path)
    {
        var model = new BoostedTrees(ChainOf(leaves: 256));
        double[] rows = RowsOf(Enumerable.Range(-1, 258).Select(value => (double)value));
        Assert.Equal(Walked(model, rows), Leaves(model, rows, 258, path));
    }

    /// <summary>One tree; each node sends one value left and all others on.</summary>
    static ModelContent ChainOf(int leaves)
    {
        int[] nodes = [.. Enumerable.Range(0, leaves - 1)];
        var tree = new Tree
        {
            SplitFeature = [.. nodes.Select(_ => 0)],
            Threshold = [.. nodes.Select(node => (double)node)],
            DecisionType = [.. nodes.Select(_ => (byte)0)],
            LeftChild = [.. nodes.Select(node => ~node)],
            RightChild = [.. nodes.Select(node => node == leaves - 2 ? ~(leaves - 1) : node + 1)],
            LeafValue = [.. Enumerable.Range(0, leaves).Select(leaf => (double)leaf)],
        };
        return RandomModel.Content(seed: 1, rounds: 0) with { Trees = [tree] };
    }
}
