namespace LowBit.Boosting;

/// <summary>
/// The leaf of every row: rows of the bag by where they ended, the others by walking down the tree by bins. One small
/// number a row, so that what follows (refit, scores) reads rows in their order.
/// </summary>
sealed unsafe class LeafAssignment
{
    const int GrainRows = 16_384, BandRows = 1024; // bands of whole cache lines

    readonly BinnedMatrix _bins;
    readonly WorkerTeam _team;
    readonly NativeBuffer<ushort> _leaves;
    readonly Action<int, int> _walkRange, _scatterBand;
    BinnedTree? _tree;
    int _only;
    TreeGrower? _grower;

    public LeafAssignment(BinnedMatrix bins, WorkerTeam team)
    {
        (_bins, _team) = (bins, team);
        _leaves = new(bins.RowCount);
        (_walkRange, _scatterBand) = (WalkRange, ScatterBand);
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
        int band = (_bins.RowCount / _team.ThreadCount + BandRows) / BandRows * BandRows;
        _team.ForRanges(_bins.RowCount, band, _scatterBand);
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

    // A worker writes a band of neighbouring rows, of all leaves: no two wait for each other's lines. A leaf's rows ascend.
    void ScatterBand(int begin, int end)
    {
        for (int leaf = 0; leaf < _grower!.Tree.LeafCount; leaf++)
        {
            var rows = new ReadOnlySpan<int>(_grower.Partition.Segment(_grower.RowsOf(leaf), null).Rows, _grower.RowsOf(leaf).Count);
            int first = FirstFrom(rows, begin);
            Scatter(rows[first..FirstFrom(rows, end)], (ushort)leaf);
        }
    }

    static int FirstFrom(ReadOnlySpan<int> rows, int row)
    {
        int place = rows.BinarySearch(row);
        return place < 0 ? ~place : place;
    }

    void Scatter(ReadOnlySpan<int> rows, ushort leaf)
    {
        ushort* leaves = _leaves.Start;
        int i = 0;
        for (; i <= rows.Length - 4; i += 4)
        {
            leaves[rows[i]] = leaf;
            leaves[rows[i + 1]] = leaf;
            leaves[rows[i + 2]] = leaf;
            leaves[rows[i + 3]] = leaf;
        }
        for (; i < rows.Length; i++)
        {
            leaves[rows[i]] = leaf;
        }
    }
}
