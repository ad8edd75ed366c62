using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>What a node of a model file says about a raw value; LightGBM's rule.</summary>
static class DecisionRule
{
    const double Zero = 1e-35f;

    /// <param name="value">Raw value, NaN allowed.</param>
    /// <param name="threshold">Threshold of the node.</param>
    /// <param name="missingGoesLeft">Bit 1 of the node's decision type.</param>
    /// <param name="missing">Bits 2 and 3.</param>
    public static bool GoesLeft(double value, double threshold, bool missingGoesLeft, MissingType missing)
    {
        if (double.IsNaN(value) && missing != MissingType.NaN)
        {
            value = 0;
        }
        bool isMissing = missing switch
        {
            MissingType.Zero => Math.Abs(value) <= Zero,
            MissingType.NaN => double.IsNaN(value),
            _ => false,
        };
        return isMissing ? missingGoesLeft : value <= threshold;
    }

    /// <summary>NaN, negative and unknown categories go right.</summary>
    public static bool GoesLeft(double value, ICollection<int> categories) =>
        !double.IsNaN(value) && Math.Truncate(value) is >= 0 and <= int.MaxValue and var category
        && categories.Contains((int)category);

    /// <summary>Walks a tree of a model.</summary>
    public static int LeafOf(Tree tree, Func<int, double> value)
    {
        int node = tree.LeafCount == 1 ? ~0 : 0;
        while (node >= 0)
        {
            node = GoesLeft(tree, node, value(tree.SplitFeature[node])) ? tree.LeftChild[node] : tree.RightChild[node];
        }
        return ~node;
    }

    /// <summary>What a node of a tree says about a raw value.</summary>
    public static bool GoesLeft(Tree tree, int node, double value) => (tree.DecisionType[node] & 1) != 0
        ? GoesLeft(value, CategoriesOf(tree, (int)tree.Threshold[node]))
        : GoesLeft(value, tree.Threshold[node], (tree.DecisionType[node] & 2) != 0, (MissingType)(tree.DecisionType[node] >> 2));

    /// <summary>The categories of a set, ascending.</summary>
    public static int[] CategoriesOf(Tree tree, int set)
    {
        var words = tree.CategoryBits[tree.CategoryBoundaries[set]..tree.CategoryBoundaries[set + 1]];
        return [.. Enumerable.Range(0, 32 * words.Length).Where(category => (words[category / 32] >> (category % 32) & 1) != 0)];
    }
}
