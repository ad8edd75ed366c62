using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Builds the histogram of one leaf's rows. With few tiles the workers share the rows, each into words of its own that
/// <see cref="Merge"/> adds up feature by feature; with many tiles each worker takes whole tiles and nothing is merged.
/// Sums are integers, so who adds what does not matter.
/// </summary>
sealed unsafe class HistogramBuilder
{
    /// <summary>Fewer rows than this are not worth another worker's tile.</summary>
    const int RowsPerWorker = 512;

    /// <summary>Below this many rows a tile would be spilled too often; 64-bit words are added to at once instead.</summary>
    const int ShortestNarrowRun = 1_000;

    readonly FeatureTile[] _tiles;
    readonly HistogramLayout _layout;
    readonly WorkerTeam _team;
    readonly Worker[] _workers;
    readonly Action<int> _addRows, _addTiles;
    int _narrowRun;
    RowSegment _segment;
    long* _target;
    int _activeWorkers, _nextTile;

    public HistogramBuilder(BinnedMatrix bins, HistogramLayout layout, WorkerTeam team)
    {
        (_tiles, _layout, _team) = (bins.Tiles, layout, team);
        SharesRows = _tiles.Length < team.ThreadCount || _tiles.Length == 1;
        int features = SharesRows ? bins.FeatureCount : BinnedMatrix.TileFeatures;
        _workers = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new Worker(features, layout.WordsPerBin))];
        _addRows = AddRowsOf;
        _addTiles = AddTilesOf;
    }

    /// <summary>Workers share the rows of a leaf, so <see cref="Merge"/> has work to do.</summary>
    public bool SharesRows { get; }

    /// <summary>Tells how large this tree's levels can be.</summary>
    public void StartTree(GradientGrid grid) => _narrowRun = _layout.IsWide ? 0 : (int)Math.Min(
        OverflowBound.SafeCount(grid.MaxGradient, short.MaxValue), OverflowBound.SafeCount(grid.MaxHessian, ushort.MaxValue));

    /// <summary>Sums the rows; the histogram is complete after <see cref="Merge"/> of every feature.</summary>
    /// <param name="segment">Rows of the leaf.</param>
    /// <param name="target">out: [layout words].</param>
    public void Build(RowSegment segment, long* target)
    {
        (_segment, _target) = (segment, target);
        if (!SharesRows)
        {
            _nextTile = 0;
            _team.Run(_addTiles);
            return;
        }
        _activeWorkers = Math.Clamp(segment.Count / RowsPerWorker, 1, _workers.Length);
        if (_activeWorkers == 1)
        {
            AddRowsOf(0);
        }
        else
        {
            _team.Run(_addRows);
        }
    }

    /// <summary>Adds up what the workers have of one feature.</summary>
    public void Merge(int feature, long* target)
    {
        if (!SharesRows)
        {
            return;
        }
        int bins = _layout.BinCount(feature);
        long* sums = target + (long)_layout.Offsets[feature] * _layout.WordsPerBin;
        new Span<long>(sums, bins * _layout.WordsPerBin).Clear();
        for (int worker = 0; worker < _activeWorkers; worker++)
        {
            _workers[worker].MoveTo(feature, bins, sums);
        }
    }

    void AddRowsOf(int worker)
    {
        if (worker >= _activeWorkers)
        {
            return;
        }
        int begin = (int)((long)_segment.Count * worker / _activeWorkers);
        int end = (int)((long)_segment.Count * (worker + 1) / _activeWorkers);
        foreach (var tile in _tiles)
        {
            Add(_workers[worker], tile, tile.FirstFeature, begin, end);
        }
    }

    void AddTilesOf(int worker)
    {
        for (int index; (index = Interlocked.Increment(ref _nextTile) - 1) < _tiles.Length;)
        {
            var tile = _tiles[index];
            Add(_workers[worker], tile, 0, 0, _segment.Count);
            for (int i = 0; i < tile.FeatureCount; i++)
            {
                int feature = tile.FirstFeature + i, bins = _layout.BinCount(feature);
                long* sums = _target + (long)_layout.Offsets[feature] * _layout.WordsPerBin;
                new Span<long>(sums, bins * _layout.WordsPerBin).Clear();
                _workers[worker].MoveTo(i, bins, sums);
            }
        }
    }

    void Add(Worker worker, FeatureTile tile, int slot, int begin, int end)
    {
        if (_layout.IsWide)
        {
            long* words = worker.Words(slot);
            HistogramKernel.AddWide(_segment.Rows + begin, _segment.Gradients, end - begin, tile, words);
        }
        else if (_narrowRun < ShortestNarrowRun)
        {
            HistogramKernel.AddPacked(_segment.Rows + begin, _segment.Packed + begin, end - begin, tile, worker.Words(slot));
        }
        else
        {
            AddNarrow(worker, tile, slot, begin, end);
        }
    }

    void AddNarrow(Worker worker, FeatureTile tile, int slot, int begin, int end)
    {
        for (int from = begin; from < end; from += _narrowRun)
        {
            if (from > begin)
            {
                worker.Spill(slot, tile, _layout);
            }
            int count = Math.Min(_narrowRun, end - from);
            HistogramKernel.AddNarrow(_segment.Rows + from, _segment.Packed + from, count, tile, worker.Narrow(slot));
        }
    }

    /// <summary>One worker's words: narrow ones that stay in the first-level cache, and wide ones they spill into.</summary>
    sealed class Worker(int features, int wordsPerBin)
    {
        readonly NativeBuffer<int> _narrow = new((long)features * HistogramKernel.TileBins, clear: true);
        readonly NativeBuffer<long> _words = new((long)features * HistogramKernel.TileBins * wordsPerBin, clear: true);
        readonly bool[] _hasNarrow = new bool[features], _hasWords = new bool[features];

        public int* Narrow(int slot)
        {
            _hasNarrow.AsSpan(slot, Math.Min(BinnedMatrix.TileFeatures, features - slot)).Fill(true);
            return _narrow.Start + (long)slot * HistogramKernel.TileBins;
        }

        public long* Words(int slot)
        {
            _hasWords.AsSpan(slot, Math.Min(BinnedMatrix.TileFeatures, features - slot)).Fill(true);
            return _words.Start + (long)slot * HistogramKernel.TileBins * wordsPerBin;
        }

        public void Spill(int slot, FeatureTile tile, HistogramLayout layout)
        {
            long* words = Words(slot);
            for (int i = 0; i < tile.FeatureCount; i++)
            {
                int at = (slot + i) * HistogramKernel.TileBins;
                HistogramSpill.AddNarrow(
                    _narrow.Start + at, layout.BinCount(tile.FirstFeature + i), words + i * HistogramKernel.TileBins);
            }
        }

        public void MoveTo(int slot, int bins, long* sums)
        {
            if (_hasNarrow[slot])
            {
                HistogramSpill.AddNarrow(_narrow.Start + (long)slot * HistogramKernel.TileBins, bins, sums);
                _hasNarrow[slot] = false;
            }
            if (_hasWords[slot])
            {
                int words = bins * wordsPerBin;
                HistogramSpill.Add(_words.Start + (long)slot * HistogramKernel.TileBins * wordsPerBin, words, sums);
                _hasWords[slot] = false;
            }
        }
    }
}
