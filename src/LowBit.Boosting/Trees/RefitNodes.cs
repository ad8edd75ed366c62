namespace LowBit.Boosting;

/// <summary>Best outputs of a stored tree's nodes and leaves for new rows, from the root down, before shrinkage.</summary>
sealed class RefitNodes
{
    readonly Tree _tree;
    readonly GradientSums[] _leafSums, _innerSums;
    readonly long[] _leafRows, _innerRows;
    readonly int[] _fromRoot;

    /// <param name="tree">The tree; its nodes may be numbered in any order.</param>
    /// <param name="sums">Σ gradient and Σ hessian of each leaf, one after the other.</param>
    /// <param name="rowCounts">Rows of each leaf; null: not needed.</param>
    public RefitNodes(Tree tree, ReadOnlySpan<long> sums, long[]? rowCounts)
    {
        (_tree, Leaves, Inner) = (tree, new double[tree.LeafCount], new double[tree.LeafCount - 1]);
        (_leafSums, _innerSums) = (new GradientSums[Leaves.Length], new GradientSums[Inner.Length]);
        (_leafRows, _innerRows) = (rowCounts ?? new long[Leaves.Length], new long[Inner.Length]);
        for (int leaf = 0; leaf < Leaves.Length; leaf++)
        {
            _leafSums[leaf] = new(sums[2 * leaf], sums[2 * leaf + 1]);
        }
        _fromRoot = FromRoot(tree);
        foreach (int node in _fromRoot.Reverse())
        {
            _innerSums[node] = SumsOf(tree.LeftChild[node]) + SumsOf(tree.RightChild[node]);
            _innerRows[node] = RowsOf(tree.LeftChild[node]) + RowsOf(tree.RightChild[node]);
        }
    }

    /// <summary>[leaves].</summary>
    public double[] Leaves { get; }

    /// <summary>[leaves − 1].</summary>
    public double[] Inner { get; }

    public long[] LeafHessians => Array.ConvertAll(_leafSums, sums => sums.Hessian);

    public long[] InnerHessians => Array.ConvertAll(_innerSums, sums => sums.Hessian);

    /// <param name="output">A node's own output.</param>
    /// <param name="smooth">The output that its own, its rows and its parent's output make.</param>
    public void Compute(Func<GradientSums, double> output, Func<double, long, double, double> smooth)
    {
        Set(_fromRoot.Length > 0 ? 0 : ~0, output(SumsOf(_fromRoot.Length > 0 ? 0 : ~0)));
        foreach (int node in _fromRoot)
        {
            foreach (int child in (ReadOnlySpan<int>)[_tree.LeftChild[node], _tree.RightChild[node]])
            {
                Set(child, smooth(output(SumsOf(child)), RowsOf(child), Inner[node]));
            }
        }
    }

    /// <summary>Inner nodes, each behind its parent.</summary>
    static int[] FromRoot(Tree tree)
    {
        var order = new List<int>();
        if (tree.LeafCount > 1)
        {
            order.Add(0);
        }
        for (int i = 0; i < order.Count; i++)
        {
            foreach (int child in (ReadOnlySpan<int>)[tree.LeftChild[order[i]], tree.RightChild[order[i]]])
            {
                if (child >= 0)
                {
                    order.Add(child);
                }
            }
        }
        return [.. order];
    }

    void Set(int child, double value)
    {
        if (child >= 0)
        {
            Inner[child] = value;
        }
        else
        {
            Leaves[~child] = value;
        }
    }

    GradientSums SumsOf(int child) => child >= 0 ? _innerSums[child] : _leafSums[~child];

    long RowsOf(int child) => child >= 0 ? _innerRows[child] : _leafRows[~child];
}
