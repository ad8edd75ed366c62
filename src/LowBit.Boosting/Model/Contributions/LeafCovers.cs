namespace LowBit.Boosting;

/// <summary>
/// How many training rows stand behind the nodes of a tree: sums of its leaf counts. The file's own counts of inner
/// nodes are not used, so that the branches of a node always add up to it.
/// </summary>
/// <param name="Inner">[L − 1] rows in each inner node, at least 1.</param>
/// <param name="Leaves">[L] rows in each leaf.</param>
readonly record struct LeafCovers(long[] Inner, long[] Leaves)
{
    /// <summary>Sums of counts up to this are exact as doubles.</summary>
    const long MostRows = 1L << 53;

    const string Remedy = "contributions weigh branches by their training rows; take a model file that counts them";

    /// <summary>Counts the rows of a tree.</summary>
    /// <exception cref="BadModelException">Its leaves are linear, or its counts do not say.</exception>
    public static LeafCovers Of(Tree tree, int index)
    {
        if (tree.LinearLeaves.Length > 0)
        {
            throw new BadModelException($"tree {index} has linear leaves, for which contributions are not defined;"
                + " predict without contributions, or train without linear_tree");
        }
        if (tree.LeafCount == 1)
        {
            return new([], [1]);
        }
        if (tree.LeafRowCount.Length == 0)
        {
            throw new BadModelException($"leaf_count of tree {index} is missing; {Remedy}");
        }
        if (Array.FindIndex(tree.LeafRowCount, count => count is < 0 or > MostRows) is >= 0 and var leaf)
        {
            throw new BadModelException($"leaf_count of tree {index} is {tree.LeafRowCount[leaf]} at leaf {leaf}; {Remedy}");
        }
        long[] inner = Sum(tree, index);
        return Array.IndexOf(inner, 0) is >= 0 and var node
            ? throw new BadModelException($"leaf_count of tree {index} is 0 at every leaf below node {node}; {Remedy}")
            : new(inner, tree.LeafRowCount);
    }

    static long[] Sum(Tree tree, int index)
    {
        long[] inner = new long[tree.LeafCount - 1];
        foreach (int node in Enumerable.Reverse(InnerNodes(tree)))
        {
            long left = Rows(tree.LeftChild[node]), right = Rows(tree.RightChild[node]);
            inner[node] = left + right <= MostRows
                ? left + right
                : throw new BadModelException($"leaf_count of tree {index} adds up to more than 2^53 rows; {Remedy}");
        }
        return inner;

        long Rows(int child) => child >= 0 ? inner[child] : tree.LeafRowCount[~child];
    }

    /// <summary>Parents before their children.</summary>
    static List<int> InnerNodes(Tree tree)
    {
        List<int> nodes = [0];
        for (int i = 0; i < nodes.Count; i++)
        {
            Add(tree.LeftChild[nodes[i]]);
            Add(tree.RightChild[nodes[i]]);
        }
        return nodes;

        void Add(int child)
        {
            if (child >= 0)
            {
                nodes.Add(child);
            }
        }
    }
}
