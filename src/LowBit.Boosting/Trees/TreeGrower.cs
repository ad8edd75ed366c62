using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Grows a tree leaf by leaf: the leaf with the largest gain is split, its rows are parted, the smaller child's histogram
/// is built from its rows and the larger child's is the parent's minus it [Ke17]. All sums are integers over all ranks, so
/// every rank and every number of threads grows the same tree.
/// </summary>
sealed unsafe class TreeGrower
{
    readonly Dataset _data;
    readonly BoosterOptions _options;
    readonly WorkerTeam _team;
    readonly ICollective _ranks;
    readonly HistogramLayout _layout;
    readonly HistogramPool _pool;
    readonly HistogramBuilder _builder;
    readonly SplitFinder _finder;
    readonly FeatureSampler _sampler;
    readonly Leaf[] _leaves;
    readonly Split[][] _splits;
    readonly bool[]?[] _allowed;
    readonly Action<int, int> _mergePieces, _searchChunks;
    readonly SearchPlan _plan;
    readonly HistogramMerge _merge;
    readonly int _summed;
    Children _children;

    public TreeGrower(
        Dataset data, BoosterOptions options, HistogramLayout layout, SearchPlan plan, RowPartition partition, WorkerTeam team, KernelPath path)
    {
        (_data, _options, _layout, _plan, Partition, _team, _ranks) = (data, options, layout, plan, partition, team, data.Collective);
        Rules = new SplitRules(options);
        Tree = new GrownTree(options.NumLeaves);
        _pool = new HistogramPool(layout.WordCount);
        _builder = new HistogramBuilder(data.Bins, layout, team);
        _merge = new HistogramMerge(_builder, data.Bins, layout);
        _finder = new SplitFinder(data, layout, Rules, path);
        _sampler = new FeatureSampler(options, data.Features.Length);
        _leaves = new Leaf[options.NumLeaves];
        _splits = [new Split[_plan.Chunks.Length], new Split[_plan.Chunks.Length]];
        _allowed = _sampler.TakesAll ? [null, null] : [new bool[data.Features.Length], new bool[data.Features.Length]];
        _summed = Array.FindIndex([.. Enumerable.Range(0, data.Features.Length)], layout.HasAllBins);
        (_mergePieces, _searchChunks) = (MergePieces, SearchChunks);
    }

    public RowPartition Partition { get; }

    public SplitRules Rules { get; }

    public GrownTree Tree { get; }

    /// <summary>Where each leaf's rows ended.</summary>
    public LeafRows RowsOf(int leaf) => _leaves[leaf].Rows;

    /// <summary>Grows <see cref="Tree"/> over the rows that the partition's root holds.</summary>
    /// <param name="grid">The levels.</param>
    /// <param name="rowCount">Rows in the bag on this rank.</param>
    /// <param name="fixedPoint">By row: levels of the reference mode, or null.</param>
    /// <param name="tree">Number of the tree from the start of the model.</param>
    public void Grow(GradientGrid grid, int rowCount, FixedPointPair* fixedPoint, int tree)
    {
        Rules.StartTree(grid);
        _builder.StartTree(grid);
        _sampler.StartTree(tree);
        _finder.StartTree(tree);
        _pool.Reset();
        _children = new() { FixedPoint = fixedPoint };
        if (!StartRoot(rowCount))
        {
            return;
        }
        while (Tree.LeafCount < _options.NumLeaves && BestLeaf() is >= 0 and int leaf)
        {
            SplitLeaf(leaf);
        }
    }

    bool StartRoot(int rowCount)
    {
        long rows = SumOverRanks(rowCount);
        _leaves[0] = new() { Rows = new(0, rowCount, 0), Slot = -1, Totals = new(default, rows, 0), Best = Split.None };
        Tree.Start(new(0, 0, rows, 0, _options.LambdaL2));
        if (_data.Features.Length == 0 || Rules.Grid.IsFlat || rows == 0)
        {
            return false;
        }
        if (_plan.Chunks.Length == 0)
        {
            SetRoot(SumOfRows(_leaves[0].Rows), rows);
            return false;
        }
        _leaves[0].Slot = _pool.Rent();
        _children.Smaller = 0;
        _children.Larger = -1;
        BuildSmaller();
        SetRoot(_summed < 0 ? SumOfRows(_leaves[0].Rows) : SumOfBins(_leaves[0].Slot), rows);
        SearchChildren();
        return true;
    }

    void SetRoot(GradientSums sums, long rows)
    {
        double output = Rules.OutputUnsmoothed(
            sums.Gradient * Rules.Grid.GradientScale, sums.Hessian * Rules.Grid.HessianScale, _options.LambdaL2);
        _leaves[0].Totals = new(sums, rows, output);
        Tree.Start(StateOf(sums, rows, output, _options.LambdaL2));
    }

    int BestLeaf()
    {
        int best = 0;
        for (int leaf = 1; leaf < Tree.LeafCount; leaf++)
        {
            best = _leaves[leaf].Best.Gain > _leaves[best].Best.Gain ? leaf : best;
        }
        return _leaves[best].Best.Exists ? best : -1;
    }

    void SplitLeaf(int leaf)
    {
        var parent = _leaves[leaf];
        var split = parent.Best;
        _team.Profile?.Enter(TrainingPhase.Partition, parent.Rows.Count);
        var (leftRows, rightRows) = Partition.Split(parent.Rows, TestOf(split));
        long leftCount = SumOverRanks(leftRows.Count), rightCount = parent.Totals.RowCount - leftCount;
        var left = Child(parent, split, leftRows, split.Left, leftCount);
        var right = Child(parent, split, rightRows, parent.Totals.Sums - split.Left, rightCount);
        int rightLeaf = Tree.Split(leaf, split, left.State, right.State);
        (_leaves[leaf], _leaves[rightLeaf]) = (left, right);
        _children.Smaller = leftCount <= rightCount ? leaf : rightLeaf;
        _children.Larger = leftCount <= rightCount ? rightLeaf : leaf;
        if (Tree.LeafCount == _options.NumLeaves || !CanSplit(left) && !CanSplit(right))
        {
            _pool.Return(parent.Slot);
            return;
        }
        GiveSlots(parent);
        BuildSmaller();
        SearchChildren();
    }

    Leaf Child(in Leaf parent, in Split split, LeafRows rows, GradientSums sums, long rowCount)
    {
        double output = Rules.Output(sums, split.LambdaL2, rowCount, parent.Totals.Output);
        return new()
        {
            Rows = rows,
            Totals = new(sums, rowCount, output),
            Depth = parent.Depth + 1,
            Slot = -1,
            Best = Split.None,
            State = StateOf(sums, rowCount, output, split.LambdaL2),
        };
    }

    NodeState StateOf(GradientSums sums, long rowCount, double output, double lambda) => new(
        sums.Gradient * Rules.Grid.GradientScale, sums.Hessian * Rules.Grid.HessianScale, rowCount, output, lambda);

    bool CanSplit(in Leaf leaf) => (_options.MaxDepth <= 0 || leaf.Depth < _options.MaxDepth)
        && leaf.Totals.RowCount >= 2L * Math.Max(1, _options.MinDataInLeaf)
        && leaf.Totals.Sums.Hessian >= 2 * Rules.MinHessian;

    void GiveSlots(in Leaf parent)
    {
        _leaves[_children.Smaller].Slot = _pool.Rent();
        _leaves[_children.Larger].Slot = parent.Slot;
    }

    // ---- histograms and search -------------------------------------------------------------------------------------

    void BuildSmaller()
    {
        ref var leaf = ref _leaves[_children.Smaller];
        _team.Profile?.Enter(TrainingPhase.Histogram, (long)leaf.Rows.Count * _data.Bins.ByteColumnCount);
        _builder.Build(Partition.Segment(leaf.Rows, _children.FixedPoint), _pool[leaf.Slot]);
        _children.Sums = LocalSums(leaf);
        _children.IsMerged = false;
        if (_ranks.Size > 1 || _children.Larger < 0)
        {
            Merge();
            _ranks.AllReduceSum(new Span<long>(_pool[leaf.Slot], _layout.WordCount));
        }
    }

    void Merge()
    {
        _team.ForRanges(_plan.Pieces.Length, _plan.Grain(_plan.Pieces.Length), _mergePieces);
        _children.IsMerged = true;
    }

    void SearchChildren()
    {
        _team.Profile?.Enter(TrainingPhase.Search, _layout.TotalBins);
        _children.SearchesSmaller = PrepareSearch(_children.Smaller, 0);
        _children.SearchesLarger = _children.Larger >= 0 && PrepareSearch(_children.Larger, 1);
        if (_plan.MergesFirst && !_children.IsMerged)
        {
            Merge();
        }
        _team.ForRanges(_plan.Chunks.Length, _plan.Grain(_plan.Chunks.Length), _searchChunks);
        FinishSearch(_children.Smaller, 0, _children.SearchesSmaller);
        if (_children.Larger >= 0)
        {
            FinishSearch(_children.Larger, 1, _children.SearchesLarger);
        }
    }

    bool PrepareSearch(int leaf, int child)
    {
        bool canSplit = CanSplit(_leaves[leaf]);
        if (canSplit)
        {
            int node = 2 * Tree.LeafCount + child;
            _leaves[leaf].Search = new(_leaves[leaf].Totals with { Node = node }, Rules);
            if (_allowed[child] is { } allowed)
            {
                _sampler.FeaturesOfNode(node, allowed);
            }
        }
        return canSplit;
    }

    void FinishSearch(int leaf, int child, bool searched)
    {
        ref var found = ref _leaves[leaf];
        if (searched)
        {
            found.Best = Best(_splits[child]);
        }
        if (!found.Best.Exists)
        {
            _pool.Return(found.Slot);
        }
    }

    static Split Best(Split[] splits)
    {
        var best = Split.None;
        foreach (ref readonly var split in splits.AsSpan())
        {
            best = split.IsBetterThan(best) ? split : best;
        }
        return best;
    }

    void MergePieces(int begin, int end)
    {
        ref var leaf = ref _leaves[_children.Smaller];
        long* histogram = _pool[leaf.Slot];
        Span<long> total = stackalloc long[_layout.WordsPerBin];
        _layout.Store(_children.Sums, leaf.Rows.Count, total);
        for (int piece = begin; piece < end; piece++)
        {
            _merge.Merge(_plan.Pieces[piece], total, histogram);
        }
    }

    void SearchChunks(int begin, int end)
    {
        if (!_children.IsMerged)
        {
            MergePieces(begin, end);
        }
        for (int chunk = begin; chunk < end; chunk++)
        {
            SearchChunk(chunk);
        }
    }

    void SearchChunk(int chunk)
    {
        ref var smaller = ref _leaves[_children.Smaller];
        if (_children.Larger >= 0)
        {
            ref var larger = ref _leaves[_children.Larger];
            foreach (var run in _plan.Chunks[chunk])
            {
                HistogramSpill.Subtract(_pool[smaller.Slot] + run.FirstWord, run.WordCount, _pool[larger.Slot] + run.FirstWord);
            }
            Search(chunk, larger, 1, _children.SearchesLarger);
        }
        Search(chunk, smaller, 0, _children.SearchesSmaller);
    }

    void Search(int chunk, in Leaf leaf, int child, bool searches)
    {
        if (searches)
        {
            var best = Split.None; // not yet in the list, where it would stand on a line with those of other workers
            foreach (var run in _plan.Chunks[chunk])
            {
                _finder.Find(run, _allowed[child], _pool[leaf.Slot], leaf.Search, ref best);
            }
            _splits[child][chunk] = best;
        }
    }

    /// <summary>Σ over a leaf's rows: the sum of all bins of a feature.</summary>
    GradientSums SumOfBins(int slot)
    {
        var histogram = _layout.Of(_summed, _pool[slot]);
        var sums = default(GradientSums);
        for (int bin = 0; bin < (_layout.FormOf(_summed) == HistogramForm.Tails ? 1 : _layout.BinCount(_summed)); bin++)
        {
            sums += histogram[bin];
        }
        return sums;
    }

    /// <summary>Σ over a leaf's rows where no feature has all bins.</summary>
    GradientSums SumOfRows(LeafRows rows)
    {
        var own = HistogramKernel.Sum(Partition.Segment(rows, _children.FixedPoint));
        Span<long> sums = [own.Gradient, own.Hessian];
        _ranks.AllReduceSum(sums);
        return new(sums[0], sums[1]);
    }

    /// <summary>Σ over this rank's rows of a leaf, where a default bin needs it.</summary>
    GradientSums LocalSums(in Leaf leaf)
    {
        if (!_merge.FillsDefaults)
        {
            return default;
        }
        if (_ranks.Size == 1 && _children.Larger >= 0)
        {
            return leaf.Totals.Sums;
        }
        return HistogramKernel.Sum(Partition.Segment(leaf.Rows, _children.FixedPoint));
    }

    // ---- rows ------------------------------------------------------------------------------------------------------

    SplitTest TestOf(in Split split) =>
        new(split, _data.Features[split.Feature].Bins, _data.Bins);

    long SumOverRanks(long value)
    {
        if (_ranks.Size > 1)
        {
            Span<long> sum = [value];
            _ranks.AllReduceSum(sum);
            value = sum[0];
        }
        return value;
    }

    struct Leaf
    {
        public LeafRows Rows;
        public LeafTotals Totals;
        public NodeState State;
        public LeafSearch Search;
        public int Slot, Depth;
        public Split Best;
    }

    struct Children
    {
        public FixedPointPair* FixedPoint;
        public int Smaller, Larger;
        public GradientSums Sums;
        public bool IsMerged, SearchesSmaller, SearchesLarger;
    }
}
