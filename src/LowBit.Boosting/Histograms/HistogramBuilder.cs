using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Builds the histogram of one leaf's rows. With few tiles the workers share the rows, each into words of its own that
/// <see cref="Merge"/> adds up column by column; with many tiles each worker takes whole tiles and nothing is merged.
/// Sums are integers, so who adds what does not matter. Default bins that are not stored are left to
/// <see cref="DefaultBin"/>.
/// </summary>
sealed unsafe class HistogramBuilder
{
    /// <summary>Fewer rows than this are not worth another worker's tile; more are not worth its wait for the last one.</summary>
    const int RowsPerRange = 512, LongestRange = 16_384;

    /// <summary>Below this many rows a tile would be spilled too often; the layout's words are added to at once instead.</summary>
    const int ShortestRun = 1_000;

    readonly BinnedMatrix _bins;
    readonly FeatureTile<byte>[] _tiles;
    readonly HistogramLayout _layout;
    readonly WorkerTeam _team;
    readonly HistogramWords[] _workers;
    readonly Action<int, int, int> _addRows, _addTile;
    int _longestRun;
    RowSegment _segment;
    long* _target;

    public HistogramBuilder(BinnedMatrix bins, HistogramLayout layout, WorkerTeam team)
    {
        (_bins, _tiles, _layout, _team) = (bins, bins.Tiles, layout, team);
        SharesRows = _tiles.Length < team.ThreadCount || _tiles.Length == 1;
        int columns = SharesRows ? bins.ByteColumnCount : BinnedMatrix.TileColumns;
        _workers = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new HistogramWords(columns, bins, layout))];
        (_addRows, _addTile) = (AddRows, AddTile);
    }

    /// <summary>Workers share the rows of a leaf, so <see cref="Merge"/> has work to do.</summary>
    public bool SharesRows { get; }

    /// <summary>Tells how large this tree's levels can be.</summary>
    public void StartTree(GradientGrid grid)
    {
        int rows = _layout.IsWide ? 0
            : _layout.CountsRows ? Math.Min(CountedRunSums.MaxCount, SafeRows(grid, CountedRunSums.MaxGradient, CountedRunSums.MaxHessian))
            : SafeRows(grid, OverflowBound.PackedGradient, OverflowBound.PackedHessian);
        _longestRun = rows < ShortestRun ? 0 : rows;
    }

    static int SafeRows(GradientGrid grid, int gradient, int hessian) => (int)Math.Min(
        OverflowBound.SafeCount(grid.MaxGradient, gradient), OverflowBound.SafeCount(grid.MaxHessian, hessian));

    /// <summary>Sums the rows; the histogram is complete after <see cref="Merge"/> of every column.</summary>
    /// <param name="segment">Rows of the leaf.</param>
    /// <param name="target">out: [layout words].</param>
    public void Build(RowSegment segment, long* target)
    {
        _segment = segment;
        _target = target;
        foreach (var worker in _workers)
        {
            worker.HasCells = false;
        }
        if (!SharesRows)
        {
            _team.ForRanges(_tiles.Length + (_bins.CellCount > 0 ? 1 : 0), 1, _addTile);
        }
        else if (segment.Count < 2 * RowsPerRange)
        {
            AddRows(0, 0, segment.Count);
        }
        else
        {
            int ranges = Math.Max(segment.Count / LongestRange, 4 * _workers.Length);
            _team.ForRanges(segment.Count, Math.Max(RowsPerRange, segment.Count / ranges), _addRows);
        }
    }

    /// <summary>Adds up what the workers have of one column.</summary>
    public void Merge(int column, long* target)
    {
        if (SharesRows)
        {
            Collect(column, column, _workers, target);
        }
    }

    void AddRows(int worker, int begin, int end)
    {
        var rows = _segment.Slice(begin, end);
        foreach (var tile in _tiles)
        {
            _workers[worker].Add(rows, tile, tile.FirstColumn, _longestRun);
        }
        _workers[worker].AddCells(rows);
    }

    void AddTile(int worker, int index, int end)
    {
        var words = new ReadOnlySpan<HistogramWords>(in _workers[worker]);
        if (index == _tiles.Length)
        {
            _workers[worker].AddCells(_segment);
            for (int column = _bins.ByteColumnCount; column < _bins.ColumnCount; column++)
            {
                Collect(column, column, words, _target);
            }
            return;
        }
        var tile = _tiles[index];
        _workers[worker].Add(_segment, tile, 0, _longestRun);
        for (int i = 0; i < tile.ColumnCount; i++)
        {
            Collect(i, tile.FirstColumn + i, words, _target);
        }
    }

    /// <summary>Moves the sums of one column to its features.</summary>
    /// <param name="slot">Place of a byte column among a worker's.</param>
    /// <param name="column">The column.</param>
    /// <param name="workers">Whose sums.</param>
    /// <param name="target">out: the leaf's histogram.</param>
    void Collect(int slot, int column, ReadOnlySpan<HistogramWords> workers, long* target)
    {
        int[] features = _bins.FeaturesOf[column];
        var place = _bins.Places[features[0]];
        if (!place.OmitsDefault)
        {
            int bins = _layout.BinCount(features[0]);
            long* sums = _layout.Start(features[0], target);
            new Span<long>(sums, bins * _layout.WordsPerBin).Clear();
            Move(slot, column, workers, bins, sums);
        }
        else if (_bins.IsByte(column))
        {
            int values = _bins.ValueCount(column);
            long* sums = stackalloc long[values * _layout.WordsPerBin];
            new Span<long>(sums, values * _layout.WordsPerBin).Clear();
            Move(slot, column, workers, values, sums);
            foreach (int feature in features)
            {
                Spread(feature, sums + _bins.Places[feature].Offset * _layout.WordsPerBin, target);
            }
        }
        else
        {
            CollectSparse(features[0], column, workers, target);
        }
    }

    void Move(int slot, int column, ReadOnlySpan<HistogramWords> workers, int bins, long* sums)
    {
        foreach (var worker in workers)
        {
            if (_bins.IsByte(column))
            {
                worker.MoveTo(slot, bins, sums);
            }
            else
            {
                worker.MoveCells(_bins.FirstCell(column), bins, sums);
            }
        }
    }

    /// <summary>Copies the stored bins of a feature around its default bin.</summary>
    void Spread(int feature, long* stored, long* target)
    {
        int perBin = _layout.WordsPerBin, below = _bins.Places[feature].DefaultBin, bins = _layout.BinCount(feature);
        long* sums = _layout.Start(feature, target);
        new Span<long>(stored, below * perBin).CopyTo(new(sums, below * perBin));
        int above = (bins - 1 - below) * perBin;
        new Span<long>(stored + below * perBin, above).CopyTo(new(sums + (below + 1) * perBin, above));
    }

    void CollectSparse(int feature, int column, ReadOnlySpan<HistogramWords> workers, long* target)
    {
        int perBin = _layout.WordsPerBin, below = _bins.Places[feature].DefaultBin, bins = _layout.BinCount(feature);
        long* sums = _layout.Start(feature, target);
        new Span<long>(sums, bins * perBin).Clear();
        foreach (var worker in workers)
        {
            worker.MoveCells(_bins.FirstCell(column), below, sums);
            worker.MoveCells(_bins.FirstCell(column) + below, bins - 1 - below, sums + (below + 1) * perBin);
        }
    }
}
