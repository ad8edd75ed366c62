namespace LowBit.Boosting;

/// <summary>Lays out one tree for contributions. Depth costs no stack.</summary>
sealed class ContributionTreeBuilder(Forest forest, Tree tree, LeafCovers covers)
{
    readonly List<ContributionStep> _steps = [];
    readonly Dictionary<int, int> _columns = [];

    /// <summary>For each column of the tree, the step of its last branch on the way to here; −1: there is none.</summary>
    readonly List<int> _last = [];

    /// <summary>For each step, the step of the next branch above on the same feature, or −1.</summary>
    readonly List<int> _before = [];

    readonly Stack<Branch> _pending = [];
    readonly List<int> _featureCounts = [0]; // of each level of the way to here
    int _depth, _mostFeatures;

    /// <summary>A branch that is still to be met.</summary>
    /// <param name="Child">Node or leaf below it, in the tree's numbers.</param>
    /// <param name="Node">The same, in the forest's.</param>
    /// <param name="ParentNode">Node above it, in the tree's numbers.</param>
    /// <param name="Parent">Step of the branch above it, or −1.</param>
    readonly record struct Branch(int Child, int Node, int ParentNode, int Parent);

    /// <param name="root">The tree's root in the forest.</param>
    /// <param name="pointsOf">So many points.</param>
    public ContributionTree Build(int root, Func<int, BranchPoints> pointsOf)
    {
        if (tree.LeafCount > 1)
        {
            Push(0, root, parent: -1);
        }
        int current = -1;
        while (_pending.TryPop(out var branch))
        {
            for (; current != branch.Parent; current = _steps[current].Parent)
            {
                _last[_steps[current].Column] = _before[current];
            }
            current = Enter(branch);
            if (branch.Child >= 0)
            {
                Push(branch.Child, branch.Node, current);
            }
        }
        var points = pointsOf(Math.Max(1, (_mostFeatures + 1) / 2));
        return new(root, [.. _steps], [.. _columns.Keys], _depth, points, ExpectedValue());
    }

    /// <summary>The left branch is met first. In the forest it follows the right one.</summary>
    void Push(int node, int place, int parent)
    {
        int right = ForestNode.Index(forest.Nodes[place].Children);
        _pending.Push(new(tree.RightChild[node], right, node, parent));
        _pending.Push(new(tree.LeftChild[node], right + 1, node, parent));
    }

    int Enter(Branch branch)
    {
        int column = ColumnOf(tree.SplitFeature[branch.ParentNode]), last = _last[column];
        int level = branch.Parent < 0 ? 1 : _steps[branch.Parent].Level + 1;
        double fraction = (double)Rows(branch.Child) / covers.Inner[branch.ParentNode];
        double before = last < 0 ? 1 : _steps[last].Cover;
        _before.Add(last);
        _steps.Add(new()
        {
            Node = branch.Node,
            Parent = branch.Parent,
            Level = level,
            Before = last < 0 ? 0 : _steps[last].Level,
            Column = column,
            IsLeft = branch.Child == tree.LeftChild[branch.ParentNode],
            IsLeaf = branch.Child < 0,
            Fraction = fraction,
            Cover = before * fraction,
            CoverBefore = before,
        });
        _featureCounts.RemoveRange(level, _featureCounts.Count - level);
        _featureCounts.Add(_featureCounts[level - 1] + (last < 0 ? 1 : 0));
        (_depth, _mostFeatures) = (Math.Max(_depth, level), Math.Max(_mostFeatures, _featureCounts[level]));
        return _last[column] = _steps.Count - 1;
    }

    int ColumnOf(int feature)
    {
        if (!_columns.TryGetValue(feature, out int column))
        {
            _columns.Add(feature, column = _columns.Count);
            _last.Add(-1);
        }
        return column;
    }

    double ExpectedValue()
    {
        double total = tree.LeafCount > 1 ? covers.Inner[0] : 1, sum = 0;
        for (int leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            sum += covers.Leaves[leaf] / total * tree.LeafValue[leaf];
        }
        return sum;
    }

    long Rows(int child) => child >= 0 ? covers.Inner[child] : covers.Leaves[~child];
}
