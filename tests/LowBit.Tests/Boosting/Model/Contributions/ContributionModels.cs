using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Models whose leaves all count rows.</summary>
static class ContributionModels
{
    /// <summary>A random model with 1 to 99 rows in each leaf.</summary>
    public static ModelContent Random(int seed, int rounds, int outputs = 1, int mostLeaves = 40)
    {
        var content = RandomModel.Content(seed, rounds, outputs, isLinear: false, mostLeaves);
        return content with { Trees = [.. content.Trees.Select(tree => Counted(tree, leaf => 1 + tree.LeafRowCount[leaf] % 99))] };
    }

    /// <summary>A chain: node i looks whether feature i % features is above 0; to the left there is a leaf.</summary>
    public static ModelContent Chain(int nodes, int features) => new()
    {
        FeatureNames = [.. Enumerable.Range(0, features).Select(feature => $"f{feature}")],
        FeatureInfos = [.. Enumerable.Repeat("[-1:1]", features)],
        Trees =
        [
            new()
            {
                SplitFeature = [.. Enumerable.Range(0, nodes).Select(node => node % features)],
                Threshold = [.. Enumerable.Range(0, nodes).Select(node => (double)(node / features))],
                DecisionType = [.. Enumerable.Repeat((byte)2, nodes)],
                LeftChild = [.. Enumerable.Range(0, nodes).Select(node => ~node)],
                RightChild = [.. Enumerable.Range(1, nodes - 1), ~nodes],
                LeafValue = [.. Enumerable.Range(0, nodes + 1).Select(leaf => leaf * 37 % 101 / 10.0 - 4)],
                LeafRowCount = [.. Enumerable.Range(0, nodes + 1).Select(leaf => 1 + leaf * 29L % 17)],
            },
        ],
    };

    /// <summary>The same tree with other counts.</summary>
    public static Tree Counted(Tree tree, Func<int, long> rows) => new()
    {
        SplitFeature = tree.SplitFeature,
        SplitGain = tree.SplitGain,
        Threshold = tree.Threshold,
        DecisionType = tree.DecisionType,
        LeftChild = tree.LeftChild,
        RightChild = tree.RightChild,
        LeafValue = tree.LeafValue,
        LeafRowCount = [.. Enumerable.Range(0, tree.LeafCount).Select(rows)],
        CategoryBoundaries = tree.CategoryBoundaries,
        CategoryBits = tree.CategoryBits,
        LinearLeaves = tree.LinearLeaves,
        Shrinkage = tree.Shrinkage,
    };
}
