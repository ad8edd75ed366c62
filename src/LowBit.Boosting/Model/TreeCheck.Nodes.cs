namespace LowBit.Boosting;

static partial class TreeCheck
{
    const int Categorical = 1, LargestDecision = 11;

    static IEnumerable<TreeFault> NodeFaults(Tree tree, int featureCount)
    {
        int sets = Math.Max(tree.CategoryBoundaries.Length - 1, 0);
        for (int node = 0; node < tree.SplitFeature.Length; node++)
        {
            var (feature, threshold, type) = (tree.SplitFeature[node], tree.Threshold[node], tree.DecisionType[node]);
            if ((uint)feature >= (uint)featureCount)
            {
                yield return new("split_feature", $"has {feature} at node {node}; 0 to {featureCount - 1} are known");
            }
            if (type > LargestDecision)
            {
                yield return new("decision_type", $"has {type} at node {node}; 0 to {LargestDecision} are known");
            }
            if (double.IsNaN(threshold))
            {
                yield return new("threshold", $"has no number at node {node}");
            }
            if ((type & Categorical) != 0 && !IsIndex(threshold, sets))
            {
                yield return new("threshold", $"has {threshold} at categorical node {node}; the tree has {sets} sets");
            }
        }
    }

    static bool IsIndex(double value, int count) => value >= 0 && value < count && Math.Truncate(value) == value;

    /// <summary>Walks from the root: what is met twice or never makes it no tree. Depth costs no stack.</summary>
    static IEnumerable<TreeFault> TopologyFaults(Tree tree)
    {
        int nodes = tree.LeftChild.Length, metCount = 1;
        bool[] isMet = new bool[nodes + tree.LeafCount]; // inner nodes, then leaves
        var pending = new Stack<int>(nodes > 0 ? [0] : []);
        while (pending.TryPop(out int node))
        {
            (string, int)[] children = [("left_child", tree.LeftChild[node]), ("right_child", tree.RightChild[node])];
            foreach (var (key, child) in children)
            {
                if (child == 0 || child >= nodes || ~child >= tree.LeafCount)
                {
                    string allowed = $"1 to {nodes - 1} and −1 to {-tree.LeafCount} are allowed";
                    yield return new(key, $"has {child} at node {node}; {allowed}");
                }
                int place = child > 0 ? child : nodes + ~child;
                if (isMet[place])
                {
                    yield return new(key, $"has {child} at node {node}, which has another parent already");
                }
                (isMet[place], metCount) = (true, metCount + 1);
                if (child > 0)
                {
                    pending.Push(child);
                }
            }
        }
        if (nodes > 0 && metCount != isMet.Length)
        {
            yield return new("left_child", $"and right_child lead to {metCount} of {isMet.Length} nodes and leaves");
        }
    }
}
