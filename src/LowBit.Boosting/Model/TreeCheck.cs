namespace LowBit.Boosting;

/// <summary>
/// Finds what is wrong with a tree before anything walks through it: prediction relies on every index being in range
/// and on every path ending in a leaf, and does not look again. Each check relies on those before it.
/// </summary>
static partial class TreeCheck
{
    /// <summary>The first fault of a tree of a model with <paramref name="featureCount"/> features, or null.</summary>
    public static TreeFault? Fault(Tree tree, int featureCount) =>
        LengthFaults(tree)
            .Concat(CategoryFaults(tree))
            .Concat(NodeFaults(tree, featureCount))
            .Concat(TopologyFaults(tree))
            .Concat(LeafFaults(tree, featureCount))
            .FirstOrDefault();

    static IEnumerable<TreeFault> LengthFaults(Tree tree)
    {
        int leaves = tree.LeafCount, nodes = leaves - 1;
        if (leaves == 0)
        {
            yield return new("leaf_value", "holds no value; a tree has at least one leaf");
        }
        (string Key, int Length, int Expected, bool IsOptional)[] arrays =
        [
            ("split_feature", tree.SplitFeature.Length, nodes, false),
            ("threshold", tree.Threshold.Length, nodes, false),
            ("decision_type", tree.DecisionType.Length, nodes, false),
            ("left_child", tree.LeftChild.Length, nodes, false),
            ("right_child", tree.RightChild.Length, nodes, false),
            ("split_gain", tree.SplitGain.Length, nodes, true),
            ("leaf_weight", tree.LeafWeight.Length, leaves, true),
            ("leaf_count", tree.LeafRowCount.Length, leaves, true),
            ("internal_value", tree.InternalValue.Length, nodes, true),
            ("internal_weight", tree.InternalWeight.Length, nodes, true),
            ("internal_count", tree.InternalRowCount.Length, nodes, true),
            ("leaf_const", tree.LinearLeaves.Length, leaves, true),
        ];
        foreach (var (key, length, expected, isOptional) in arrays)
        {
            if (length != expected && !(isOptional && length == 0))
            {
                yield return new(key, $"holds {length} values; a tree of {leaves} leaves has {expected}");
            }
        }
    }

    static IEnumerable<TreeFault> CategoryFaults(Tree tree)
    {
        int end = 0;
        for (int set = 0; set < tree.CategoryBoundaries.Length; set++)
        {
            int start = tree.CategoryBoundaries[set];
            if (start < end || (set == 0 && start != 0))
            {
                yield return new("cat_boundaries", $"has {start} behind {end}; it starts at 0 and does not fall");
            }
            end = start;
        }
        if (end != tree.CategoryBits.Length)
        {
            yield return new("cat_threshold", $"holds {tree.CategoryBits.Length} words; cat_boundaries ends at {end}");
        }
    }

    static IEnumerable<TreeFault> LeafFaults(Tree tree, int featureCount)
    {
        if (tree.LeafValue.Any(double.IsNaN))
        {
            yield return new("leaf_value", "has a value that is not a number");
        }
        foreach (var leaf in tree.LinearLeaves)
        {
            if (double.IsNaN(leaf.Constant))
            {
                yield return new("leaf_const", "has a value that is not a number");
            }
            if (leaf.Features.Length != leaf.Coefficients.Length || leaf.Coefficients.Any(double.IsNaN))
            {
                yield return new("leaf_coeff", "does not hold one number for each of leaf_features");
            }
            if (leaf.Features.Any(feature => (uint)feature >= (uint)featureCount))
            {
                yield return new("leaf_features", $"has a feature that is none of the model's 0 to {featureCount - 1}");
            }
        }
    }
}
