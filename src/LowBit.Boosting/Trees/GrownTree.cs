namespace LowBit.Boosting;

/// <summary>
/// A tree while it grows, in sums of levels. Node i is the i-th split; its left child keeps the leaf's number, the right
/// child is leaf i + 1. Arrays are made once and used for every tree.
/// </summary>
sealed class GrownTree(int maxLeaves)
{
    public int LeafCount { get; private set; }

    /// <summary>[leaves − 1] the splits in their order.</summary>
    public Split[] Splits { get; } = new Split[maxLeaves - 1];

    /// <summary>[leaves − 1] a child ≥ 0 is a node, a child &lt; 0 is leaf ~child.</summary>
    public int[] Left { get; } = new int[maxLeaves - 1];

    public int[] Right { get; } = new int[maxLeaves - 1];

    /// <summary>[leaves − 1] what each node was as a leaf.</summary>
    public NodeState[] Nodes { get; } = new NodeState[maxLeaves - 1];

    /// <summary>[leaves].</summary>
    public NodeState[] Leaves { get; } = new NodeState[maxLeaves];

    readonly int[] _parent = new int[maxLeaves];

    /// <summary>A tree that is there already, to be walked; it has no sums.</summary>
    public static GrownTree Of(Split[] splits, int[] left, int[] right)
    {
        var tree = new GrownTree(splits.Length + 1) { LeafCount = splits.Length + 1 };
        splits.CopyTo(tree.Splits, 0);
        left.CopyTo(tree.Left, 0);
        right.CopyTo(tree.Right, 0);
        return tree;
    }

    public void Start(NodeState root)
    {
        LeafCount = 1;
        Leaves[0] = root;
        _parent[0] = -1;
    }

    /// <summary>Makes a leaf a node with two leaves.</summary>
    /// <returns>The right leaf.</returns>
    public int Split(int leaf, in Split split, NodeState left, NodeState right)
    {
        int node = LeafCount - 1, rightLeaf = LeafCount++;
        if (_parent[leaf] is >= 0 and int parent)
        {
            if (Left[parent] == ~leaf)
            {
                Left[parent] = node;
            }
            else
            {
                Right[parent] = node;
            }
        }
        (Splits[node], Nodes[node]) = (split, Leaves[leaf]);
        (Left[node], Right[node]) = (~leaf, ~rightLeaf);
        (Leaves[leaf], Leaves[rightLeaf]) = (left, right);
        _parent[leaf] = _parent[rightLeaf] = node;
        return rightLeaf;
    }
}

/// <summary>A node or leaf: sums over its rows in real units, and its output before shrinkage.</summary>
/// <param name="Gradient">Σ gradient.</param>
/// <param name="Hessian">Σ hessian.</param>
/// <param name="RowCount">Rows in the bag, over all ranks.</param>
/// <param name="Output">Output.</param>
/// <param name="LambdaL2">L2 regularization of the output; larger below a categorical split.</param>
readonly record struct NodeState(double Gradient, double Hessian, long RowCount, double Output, double LambdaL2);
