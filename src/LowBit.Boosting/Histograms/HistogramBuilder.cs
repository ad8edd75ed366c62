using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Builds the histogram of one leaf's rows. With few tiles the workers share the rows, each into words of its own that
/// <see cref="Merge"/> adds up feature by feature; with many tiles each worker takes whole tiles and nothing is merged.
/// Sums are integers, so who adds what does not matter.
/// </summary>
sealed unsafe class HistogramBuilder
{
    /// <summary>Fewer rows than this are not worth another worker's tile; more are not worth its wait for the last one.</summary>
    const int RowsPerRange = 512, LongestRange = 16_384;

    /// <summary>Below this many rows a tile would be spilled too often; 64-bit words are added to at once instead.</summary>
    const int ShortestNarrowRun = 1_000;

    readonly FeatureTile[] _tiles;
    readonly HistogramLayout _layout;
    readonly WorkerTeam _team;
    readonly Worker[] _workers;
    readonly Action<int, int, int> _addRows, _addTile;
    int _narrowRun;
    RowSegment _segment;
    long* _target;

    public HistogramBuilder(BinnedMatrix bins, HistogramLayout layout, WorkerTeam team)
    {
        (_tiles, _layout, _team) = (bins.Tiles, layout, team);
        SharesRows = _tiles.Length < team.ThreadCount || _tiles.Length == 1;
        int features = SharesRows ? bins.FeatureCount : BinnedMatrix.TileFeatures;
        _workers = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new Worker(features, layout.WordsPerBin))];
        (_addRows, _addTile) = (AddRows, AddTile);
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
        _segment = segment;
        _target = target;
        if (!SharesRows)
        {
            _team.ForRanges(_tiles.Length, 1, _addTile);
            return;
        }
        if (segment.Count < 2 * RowsPerRange)
        {
            AddRows(0, 0, segment.Count);
        }
        else
        {
            int ranges = Math.Max(segment.Count / LongestRange, 4 * _workers.Length);
            _team.ForRanges(segment.Count, Math.Max(RowsPerRange, segment.Count / ranges), _addRows);
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
        foreach (var worker in _workers)
        {
            worker.MoveTo(feature, bins, sums);
        }
    }

    void AddRows(int worker, int begin, int end)
    {
        foreach (var tile in _tiles)
        {
            Add(_workers[worker], tile, tile.FirstFeature, begin, end);
        }
    }

    void AddTile(int worker, int index, int end)
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

    void Add(Worker worker, FeatureTile tile, int slot, int begin, int end)
    {
        if (_layout.IsWide)
        {
            long* words = worker.Words(slot, tile.FeatureCount);
            HistogramKernel.AddWide(_segment.Rows + begin, _segment.Gradients, end - begin, tile, words);
        }
        else if (_narrowRun < ShortestNarrowRun)
        {
            long* words = worker.Words(slot, tile.FeatureCount);
            HistogramKernel.AddPacked(_segment.Rows + begin, _segment.Packed + begin, end - begin, tile, words);
        }
        else
        {
            AddNarrow(worker, tile, slot, begin, end);
        }
    }

    /// <summary>Narrow words hold a run of rows; then they are spilled.</summary>
    void AddNarrow(Worker worker, FeatureTile tile, int slot, int begin, int end)
    {
        while (begin < end)
        {
            int room = _narrowRun - worker.NarrowRows(slot);
            if (room == 0)
            {
                worker.Spill(slot, tile, _layout);
                room = _narrowRun;
            }
            int count = Math.Min(room, end - begin);
            int* words = worker.Narrow(slot, tile.FeatureCount, count);
            HistogramKernel.AddNarrow(_segment.Rows + begin, _segment.Packed + begin, count, tile, words);
            begin += count;
        }
    }

    /// <summary>One worker's words: narrow ones that stay in the first-level cache, and wide ones they spill into.</summary>
    sealed class Worker(int features, int wordsPerBin)
    {
        readonly NativeBuffer<int> _narrow = new((long)features * HistogramKernel.TileBins, clear: true);
        readonly NativeBuffer<long> _words = new((long)features * HistogramKernel.TileBins * wordsPerBin, clear: true);
        readonly int[] _narrowRows = new int[features];
        readonly bool[] _hasWords = new bool[features];

        /// <summary>Rows in the narrow words of a feature.</summary>
        public int NarrowRows(int slot) => _narrowRows[slot];

        /// <summary>Narrow words of neighbouring features, to which rows will be added.</summary>
        public int* Narrow(int slot, int count, int rows)
        {
            for (int i = slot; i < slot + count; i++)
            {
                _narrowRows[i] += rows;
            }
            return _narrow.Start + (long)slot * HistogramKernel.TileBins;
        }

        public long* Words(int slot, int count)
        {
            _hasWords.AsSpan(slot, count).Fill(true);
            return _words.Start + (long)slot * HistogramKernel.TileBins * wordsPerBin;
        }

        public void Spill(int slot, FeatureTile tile, HistogramLayout layout)
        {
            long* words = Words(slot, tile.FeatureCount);
            for (int i = 0; i < tile.FeatureCount; i++)
            {
                int at = (slot + i) * HistogramKernel.TileBins;
                HistogramSpill.AddNarrow(
                    _narrow.Start + at, layout.BinCount(tile.FirstFeature + i), words + i * HistogramKernel.TileBins);
                _narrowRows[slot + i] = 0;
            }
        }

        public void MoveTo(int slot, int bins, long* sums)
        {
            if (_narrowRows[slot] > 0)
            {
                HistogramSpill.AddNarrow(_narrow.Start + (long)slot * HistogramKernel.TileBins, bins, sums);
                _narrowRows[slot] = 0;
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
