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

    /// <summary>Below this many rows a tile would be spilled too often; 64-bit words are added to at once instead.</summary>
    const int ShortestNarrowRun = 1_000;

    readonly BinnedMatrix _bins;
    readonly FeatureTile<byte>[] _tiles;
    readonly HistogramLayout _layout;
    readonly WorkerTeam _team;
    readonly HistogramWords[] _workers;
    readonly Action<int, int, int> _addRows, _addTile;
    int _narrowRun;
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
    public void StartTree(GradientGrid grid) => _narrowRun = _layout.IsWide ? 0 : (int)Math.Min(
        OverflowBound.SafeCount(grid.MaxGradient, short.MaxValue), OverflowBound.SafeCount(grid.MaxHessian, ushort.MaxValue));

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
        foreach (var tile in _tiles)
        {
            Add(_workers[worker], tile, tile.FirstColumn, begin, end);
        }
        _workers[worker].AddCells(_segment, begin, end);
    }

    void AddTile(int worker, int index, int end)
    {
        var words = new ReadOnlySpan<HistogramWords>(in _workers[worker]);
        if (index == _tiles.Length)
        {
            _workers[worker].AddCells(_segment, 0, _segment.Count);
            for (int column = _bins.ByteColumnCount; column < _bins.ColumnCount; column++)
            {
                Collect(column, column, words, _target);
            }
            return;
        }
        var tile = _tiles[index];
        Add(_workers[worker], tile, 0, 0, _segment.Count);
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
            int feature = features[0], words = _layout.BinCount(feature) * _layout.WordsPerBin;
            long* sums = target + (long)_layout.Offsets[feature] * _layout.WordsPerBin;
            new Span<long>(sums, words).Clear();
            Move(slot, column, workers, _layout.BinCount(feature), sums);
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
        long* sums = target + (long)_layout.Offsets[feature] * perBin;
        new Span<long>(stored, below * perBin).CopyTo(new(sums, below * perBin));
        int above = (bins - 1 - below) * perBin;
        new Span<long>(stored + below * perBin, above).CopyTo(new(sums + (below + 1) * perBin, above));
    }

    void CollectSparse(int feature, int column, ReadOnlySpan<HistogramWords> workers, long* target)
    {
        int perBin = _layout.WordsPerBin, below = _bins.Places[feature].DefaultBin, bins = _layout.BinCount(feature);
        long* sums = target + (long)_layout.Offsets[feature] * perBin;
        new Span<long>(sums, bins * perBin).Clear();
        foreach (var worker in workers)
        {
            worker.MoveCells(_bins.FirstCell(column), below, sums);
            worker.MoveCells(_bins.FirstCell(column) + below, bins - 1 - below, sums + (below + 1) * perBin);
        }
    }

    void Add(HistogramWords worker, FeatureTile<byte> tile, int slot, int begin, int end)
    {
        if (_layout.IsWide)
        {
            long* words = worker.Words(slot, tile.ColumnCount);
            HistogramKernel.AddWide(_segment.Rows + begin, _segment.Gradients, end - begin, tile, words);
        }
        else if (_narrowRun < ShortestNarrowRun)
        {
            long* words = worker.Words(slot, tile.ColumnCount);
            HistogramKernel.AddPacked(_segment.Rows + begin, _segment.Packed + begin, end - begin, tile, words);
        }
        else
        {
            AddNarrow(worker, tile, slot, begin, end);
        }
    }

    /// <summary>Narrow words hold a run of rows; then they are spilled.</summary>
    void AddNarrow(HistogramWords worker, FeatureTile<byte> tile, int slot, int begin, int end)
    {
        while (begin < end)
        {
            int room = _narrowRun - worker.NarrowRows(slot);
            if (room == 0)
            {
                worker.Spill(slot, tile);
                room = _narrowRun;
            }
            int count = Math.Min(room, end - begin);
            int* words = worker.Narrow(slot, tile.ColumnCount, count);
            HistogramKernel.AddNarrow(_segment.Rows + begin, _segment.Packed + begin, count, tile, words);
            begin += count;
        }
    }
}
