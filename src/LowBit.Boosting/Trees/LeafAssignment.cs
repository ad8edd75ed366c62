namespace LowBit.Boosting;

/// <summary>
/// The leaf of every row: rows of the bag by where they ended, the others by walking down the tree by bins. One small
/// number a row, so that what follows (refit, scores) reads rows in their order.
/// </summary>
sealed unsafe class LeafAssignment
{
    const int GrainRows = 16_384;

    readonly BinnedMatrix _bins;
    readonly WorkerTeam _team;
    readonly NativeBuffer<ushort> _leaves;
    readonly Action<int, int> _walkRange, _scatterRange;
    readonly List<(int Leaf, int Begin, int End)> _pieces = [];
    BinnedTree? _tree;
    int _only;
    TreeGrower? _grower;

    public LeafAssignment(BinnedMatrix bins, WorkerTeam team)
    {
        (_bins, _team) = (bins, team);
        _leaves = new(bins.RowCount);
        (_walkRange, _scatterRange) = (WalkRange, ScatterRange);
    }

    /// <summary>[rows].</summary>
    public ushort* Leaves => _leaves.Start;

    /// <summary>Every row is in the same leaf.</summary>
    public void AssignAll(int leaf) => _leaves.Span.Fill((ushort)leaf);

    /// <summary>Walks rows down a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="only">Only rows that have this number now; null: all.</param>
    public void Walk(BinnedTree tree, int? only)
    {
        (_tree, _only) = (tree, only ?? -1);
        _team.ForRanges(_bins.RowCount, GrainRows, _walkRange);
    }

    /// <summary>Takes the rows of the bag from where the tree's growth put them; other rows keep their number.</summary>
    public void Scatter(TreeGrower grower)
    {
        _grower = grower;
        _pieces.Clear();
        for (int leaf = 0; leaf < grower.Tree.LeafCount; leaf++)
        {
            int count = grower.RowsOf(leaf).Count;
            for (int begin = 0; begin < count; begin += GrainRows)
            {
                _pieces.Add((leaf, begin, Math.Min(count, begin + GrainRows)));
            }
        }
        _team.ForRanges(_pieces.Count, 1 + _pieces.Count / (8 * _team.ThreadCount), _scatterRange);
    }

    void WalkRange(int begin, int end)
    {
        ushort* leaves = _leaves.Start;
        var (tree, bins, only) = (_tree!, _bins, _only);
        for (int row = begin; row < end; row++)
        {
            if (only < 0 || leaves[row] == only)
            {
                leaves[row] = (ushort)tree.LeafOf(bins, row);
            }
        }
    }

    void ScatterRange(int begin, int end)
    {
        for (int i = begin; i < end; i++)
        {
            var (leaf, from, to) = _pieces[i];
            int* rows = _grower!.Partition.Segment(_grower.RowsOf(leaf), null).Rows;
            ushort* leaves = _leaves.Start;
            ushort number = (ushort)leaf;
            int row = from;
            for (; row <= to - 4; row += 4)
            {
                leaves[rows[row]] = number;
                leaves[rows[row + 1]] = number;
                leaves[rows[row + 2]] = number;
                leaves[rows[row + 3]] = number;
            }
            for (; row < to; row++)
            {
                leaves[rows[row]] = number;
            }
        }
    }
}
