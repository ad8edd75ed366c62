namespace LowBit.Boosting;

/// <summary>
/// One worker's sums: for byte columns small words that stay in the first-level cache for a run of rows and the layout's
/// words that they spill into, for word and sparse columns the layout's words alone. All are zero between leaves, but those of
/// units without a splittable feature, which nobody reads.
/// </summary>
sealed unsafe class HistogramWords
{
    readonly BinnedMatrix _bins;
    readonly HistogramLayout _layout;
    readonly BinAdder _adder;
    readonly int _perBin, _runInts;
    readonly NativeBuffer<int> _run;
    readonly NativeBuffer<long> _words, _cells;
    readonly NativeBuffer<int> _firstCells;
    readonly int[] _runRows;
    readonly bool[] _hasWords;
    readonly bool _copiesSparse;

    /// <param name="slots">Byte columns at a time.</param>
    /// <param name="bins">The matrix.</param>
    /// <param name="layout">Words of a bin.</param>
    public HistogramWords(int slots, BinnedMatrix bins, HistogramLayout layout)
    {
        (_bins, _layout, _perBin, _adder) = (bins, layout, layout.WordsPerBin, BinAdder.For(layout));
        _runInts = layout.CountsRows ? 2 : 1;
        _run = new((long)slots * HistogramKernel.TileBins * _runInts, clear: true);
        _words = new((long)slots * HistogramKernel.TileBins * _perBin, clear: true);
        _cells = new((long)bins.CellCount * _perBin, clear: true);
        _firstCells = new(bins.ColumnCount - bins.ByteColumnCount);
        for (int i = 0; i < _firstCells.Length; i++)
        {
            _firstCells[i] = bins.FirstCell(bins.ByteColumnCount + i);
        }
        (_runRows, _hasWords) = (new int[slots], new bool[slots]);
        _copiesSparse = !layout.IsWide && !layout.CountsRows && bins.SparseCells is { } sparse && SparseKernel.Copies(sparse, bins.RowCount);
    }

    /// <summary>Rows of the leaf at hand were added to cells.</summary>
    public bool HasCells { get; set; }

    /// <summary>Adds rows to neighbouring byte columns.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="tile">The columns.</param>
    /// <param name="slot">Place of the first.</param>
    /// <param name="valueCounts">[columns …] values that each takes.</param>
    /// <param name="longestRun">Rows that a small word holds; 0: the layout's words are added to at once.</param>
    public void Add(RowSegment rows, FeatureTile<byte> tile, int slot, ReadOnlySpan<int> valueCounts, int longestRun)
    {
        if (longestRun == 0)
        {
            _adder.Add(rows, tile, Words(slot, tile.ColumnCount));
            return;
        }
        for (int begin = 0, end; begin < rows.Count; begin = end)
        {
            if (_runRows[slot] == longestRun)
            {
                Spill(slot, tile.ColumnCount, valueCounts);
            }
            end = Math.Min(rows.Count, begin + longestRun - _runRows[slot]);
            AddRun(rows.Slice(begin, end), tile, slot);
        }
    }

    void AddRun(RowSegment rows, FeatureTile<byte> tile, int slot)
    {
        for (int i = slot; i < slot + tile.ColumnCount; i++)
        {
            _runRows[i] += rows.Count;
        }
        if (_layout.CountsRows)
        {
            HistogramKernel.Add<CountedRunSums>(rows, tile, (long*)Run(slot));
        }
        else
        {
            HistogramKernel.AddNarrow(rows, tile, Run(slot));
        }
    }

    void Spill(int slot, int count, ReadOnlySpan<int> valueCounts)
    {
        long* words = Words(slot, count);
        for (int i = 0; i < count; i++)
        {
            MoveRun(slot + i, valueCounts[i], words + i * HistogramKernel.TileBins * _perBin);
        }
    }

    void MoveRun(int slot, int bins, long* sums)
    {
        if (_layout.CountsRows)
        {
            HistogramSpill.AddCounted((long*)Run(slot), bins, sums);
        }
        else
        {
            HistogramSpill.AddNarrow(Run(slot), bins, sums);
        }
        _runRows[slot] = 0;
    }

    int* Run(int slot) => _run.Start + (long)slot * HistogramKernel.TileBins * _runInts;

    long* Words(int slot, int count)
    {
        _hasWords.AsSpan(slot, count).Fill(true);
        return _words.Start + (long)slot * HistogramKernel.TileBins * _perBin;
    }

    /// <summary>Moves the sums of a byte column.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="bins">Values it takes.</param>
    /// <param name="sums">in, out: [bins].</param>
    public void MoveTo(int slot, int bins, long* sums)
    {
        if (_runRows[slot] > 0)
        {
            MoveRun(slot, bins, sums);
        }
        if (_hasWords[slot])
        {
            HistogramSpill.Add(_words.Start + (long)slot * HistogramKernel.TileBins * _perBin, bins * _perBin, sums);
            _hasWords[slot] = false;
        }
    }

    /// <summary>All rows of a byte column are in the small words of one run, or there are none.</summary>
    public bool IsOneRun(int slot) => !_hasWords[slot] && !_layout.CountsRows;

    /// <summary>Moves the sums of a byte column as tails.</summary>
    /// <param name="slot">Its place; all its rows are of one run.</param>
    /// <param name="bins">Values it takes.</param>
    /// <param name="isFirst">The target has no sums yet.</param>
    /// <param name="tails">in, out: [bins].</param>
    /// <returns>The target has sums.</returns>
    public bool MoveTails(int slot, int bins, bool isFirst, long* tails)
    {
        if (_runRows[slot] == 0)
        {
            return !isFirst;
        }
        HistogramSpill.MoveTails(Run(slot), bins, isFirst, tails);
        _runRows[slot] = 0;
        return true;
    }

    /// <summary>Adds rows to the cells of all word and sparse columns.</summary>
    public void AddCells(RowSegment rows)
    {
        if (_bins.CellCount == 0 || rows.Count == 0)
        {
            return;
        }
        HasCells = true;
        foreach (var tile in _bins.WordTiles)
        {
            _adder.Add(rows, tile, _firstCells.Start + (tile.FirstColumn - _bins.ByteColumnCount), _cells.Start);
        }
        if (_copiesSparse)
        {
            SparseKernel.AddCopied(rows, _bins.SparseCells!, _cells.Start);
        }
        else if (_bins.SparseCells is { } sparse)
        {
            _adder.Add(rows, sparse, _cells.Start);
        }
    }

    /// <summary>Moves the words of neighbouring cells.</summary>
    /// <param name="first">First word.</param>
    /// <param name="count">Words.</param>
    /// <param name="isFirst">The target has no sums yet.</param>
    /// <param name="sums">in, out: [count].</param>
    public void MoveCells(int first, int count, bool isFirst, long* sums)
    {
        long* words = _cells.Start + first;
        if (!isFirst)
        {
            HistogramSpill.Add(words, count, sums);
            return;
        }
        for (int word = 0; word < count; word++)
        {
            sums[word] = words[word];
            words[word] = 0;
        }
    }

    /// <summary>Moves packed cells as tails: from the highest bin of each feature down, each with all above it.</summary>
    /// <param name="cells">[words] the cell of each word; its complement where a feature's highest bin is.</param>
    /// <param name="isFirst">The target has no sums yet.</param>
    /// <param name="tails">in, out: [words].</param>
    public void MoveTails(ReadOnlySpan<int> cells, bool isFirst, long* tails)
    {
        long* sums = _cells.Start;
        long tail = 0;
        for (int word = cells.Length - 1; word >= 0; word--)
        {
            int isHighest = cells[word] >> 31, cell = cells[word] ^ isHighest;
            tail = (tail & ~(long)isHighest) + sums[cell];
            sums[cell] = 0;
            tails[word] = isFirst ? tail : tails[word] + tail;
        }
    }
}
