namespace LowBit.Boosting;

/// <summary>
/// Finds what is wrong with a tree before anything walks through it: prediction relies on every index being in range
/// and on every path ending in a leaf, and does not look again.
/// </summary>
static class TreeCheck
{
    const int Categorical = 1, LargestDecision = 11;

    /// <summary>The first fault of a tree of a model with <paramref name="featureCount"/> features, or null.</summary>
    public static TreeFault? Fault(Tree tree, int featureCount) =>
        LengthFault(tree) ?? CategoryFault(tree) ?? NodeFault(tree, featureCount) ?? TopologyFault(tree)
        ?? LeafFault(tree) ?? LinearFault(tree, featureCount);

    static TreeFault? LengthFault(Tree tree)
    {
        int leaves = tree.LeafCount, nodes = leaves - 1;
        if (leaves == 0)
            return new("leaf_value", "a tree has at least one leaf");
        return Length("split_feature", tree.SplitFeature.Length, nodes)
            ?? Length("threshold", tree.Threshold.Length, nodes)
            ?? Length("decision_type", tree.DecisionType.Length, nodes)
            ?? Length("left_child", tree.LeftChild.Length, nodes)
            ?? Length("right_child", tree.RightChild.Length, nodes)
            ?? OptionalLength("split_gain", tree.SplitGain.Length, nodes)
            ?? OptionalLength("leaf_weight", tree.LeafWeight.Length, leaves)
            ?? OptionalLength("leaf_count", tree.LeafRowCount.Length, leaves)
            ?? OptionalLength("internal_value", tree.InternalValue.Length, nodes)
            ?? OptionalLength("internal_weight", tree.InternalWeight.Length, nodes)
            ?? OptionalLength("internal_count", tree.InternalRowCount.Length, nodes)
            ?? OptionalLength("leaf_const", tree.LinearLeaves.Length, leaves);
    }

    static TreeFault? OptionalLength(string key, int length, int expected) =>
        length == 0 ? null : Length(key, length, expected);

    static TreeFault? Length(string key, int length, int expected) =>
        length == expected ? null : new(key, $"holds {length} values; the tree's leaves make it {expected}");

    static TreeFault? CategoryFault(Tree tree)
    {
        var boundaries = tree.CategoryBoundaries;
        if (boundaries.Length > 0 && boundaries[0] != 0)
            return new("cat_boundaries", $"starts at {boundaries[0]}; the first category set starts at 0");
        for (var set = 1; set < boundaries.Length; set++)
            if (boundaries[set] < boundaries[set - 1])
                return new("cat_boundaries", $"falls from {boundaries[set - 1]} to {boundaries[set]}; it must not fall");
        var words = boundaries.Length == 0 ? 0 : boundaries[^1];
        return words == tree.CategoryBits.Length
            ? null
            : new("cat_threshold", $"holds {tree.CategoryBits.Length} words; cat_boundaries ends at {words}");
    }

    static TreeFault? NodeFault(Tree tree, int featureCount)
    {
        var sets = Math.Max(tree.CategoryBoundaries.Length - 1, 0);
        for (var node = 0; node < tree.SplitFeature.Length; node++)
        {
            if ((uint)tree.SplitFeature[node] >= (uint)featureCount)
                return new("split_feature", $"of node {node} is {tree.SplitFeature[node]}; the model has {featureCount} features");
            if (tree.DecisionType[node] > LargestDecision)
                return new("decision_type", $"of node {node} is {tree.DecisionType[node]}; 0 to {LargestDecision} are known");
            var threshold = tree.Threshold[node];
            if (double.IsNaN(threshold))
                return new("threshold", $"of node {node} is not a number");
            if ((tree.DecisionType[node] & Categorical) != 0 && !IsIndex(threshold, sets))
                return new("threshold", $"of categorical node {node} is {threshold}; the tree has {sets} category sets");
        }
        return null;
    }

    static bool IsIndex(double value, int count) => value >= 0 && value < count && Math.Truncate(value) == value;

    /// <summary>Walks from the root: a node or leaf met twice, or never, makes it no tree. Depth costs no stack.</summary>
    static TreeFault? TopologyFault(Tree tree)
    {
        var nodes = tree.LeftChild.Length;
        var isMet = new bool[nodes + tree.LeafCount]; // inner nodes, then leaves
        var pending = new Stack<int>();
        var metCount = 1;
        if (nodes > 0)
            pending.Push(0);
        while (pending.TryPop(out var node))
        {
            if (Meet("left_child", tree.LeftChild[node]) is { } left)
                return left;
            if (Meet("right_child", tree.RightChild[node]) is { } right)
                return right;

            TreeFault? Meet(string key, int child)
            {
                if (child == 0 || child >= nodes || ~child >= tree.LeafCount)
                    return new(key, $"of node {node} is {child}; inner nodes are 1 to {nodes - 1}, leaves −1 to {-tree.LeafCount}");
                ref var met = ref isMet[child > 0 ? child : nodes + ~child];
                if (met)
                    return new(key, $"of node {node} is {child}, which has another parent already");
                met = true;
                metCount++;
                if (child > 0)
                    pending.Push(child);
                return null;
            }
        }
        return nodes == 0 || metCount == isMet.Length
            ? null
            : new("left_child", $"and right_child lead from the root to {metCount} nodes and leaves of {isMet.Length}");
    }

    static TreeFault? LeafFault(Tree tree)
    {
        var leaf = Array.FindIndex(tree.LeafValue, double.IsNaN);
        return leaf < 0 ? null : new("leaf_value", $"of leaf {leaf} is not a number");
    }

    static TreeFault? LinearFault(Tree tree, int featureCount)
    {
        for (var i = 0; i < tree.LinearLeaves.Length; i++)
        {
            var leaf = tree.LinearLeaves[i];
            if (double.IsNaN(leaf.Constant))
                return new("leaf_const", $"of leaf {i} is not a number");
            if (leaf.Features.Length != leaf.Coefficients.Length)
                return new("leaf_coeff", $"of leaf {i} holds {leaf.Coefficients.Length} values for {leaf.Features.Length} features");
            foreach (var feature in leaf.Features)
                if ((uint)feature >= (uint)featureCount)
                    return new("leaf_features", $"of leaf {i} has {feature}; the model has {featureCount} features");
            if (leaf.Coefficients.Any(double.IsNaN))
                return new("leaf_coeff", $"of leaf {i} is not a number");
        }
        return null;
    }
}
