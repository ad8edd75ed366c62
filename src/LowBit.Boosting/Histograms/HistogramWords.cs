namespace LowBit.Boosting;

/// <summary>
/// One worker's sums: for byte columns narrow words that stay in the first-level cache and wide ones they spill into, for
/// word and sparse columns a wide word a cell. All are zero between leaves.
/// </summary>
sealed unsafe class HistogramWords
{
    readonly BinnedMatrix _bins;
    readonly int _perBin;
    readonly bool _isWide;
    readonly NativeBuffer<int> _narrow;
    readonly NativeBuffer<long> _words, _cells;
    readonly NativeBuffer<int> _firstCells;
    readonly int[] _narrowRows;
    readonly bool[] _hasWords;

    /// <param name="slots">Byte columns at a time.</param>
    /// <param name="bins">The matrix.</param>
    /// <param name="layout">Width of a bin.</param>
    public HistogramWords(int slots, BinnedMatrix bins, HistogramLayout layout)
    {
        (_bins, _perBin, _isWide) = (bins, layout.WordsPerBin, layout.IsWide);
        _narrow = new((long)slots * HistogramKernel.TileBins, clear: true);
        _words = new((long)slots * HistogramKernel.TileBins * _perBin, clear: true);
        _cells = new((long)bins.CellCount * _perBin, clear: true);
        _firstCells = new(bins.ColumnCount - bins.ByteColumnCount);
        for (int i = 0; i < _firstCells.Length; i++)
        {
            _firstCells[i] = bins.FirstCell(bins.ByteColumnCount + i);
        }
        (_narrowRows, _hasWords) = (new int[slots], new bool[slots]);
    }

    /// <summary>Rows of the leaf at hand were added to cells.</summary>
    public bool HasCells { get; set; }

    /// <summary>Rows in the narrow words of a column.</summary>
    public int NarrowRows(int slot) => _narrowRows[slot];

    /// <summary>Narrow words of neighbouring columns, to which rows will be added.</summary>
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
        return _words.Start + (long)slot * HistogramKernel.TileBins * _perBin;
    }

    public void Spill(int slot, FeatureTile<byte> tile)
    {
        long* words = Words(slot, tile.ColumnCount);
        for (int i = 0; i < tile.ColumnCount; i++)
        {
            int at = (slot + i) * HistogramKernel.TileBins;
            HistogramSpill.AddNarrow(
                _narrow.Start + at, _bins.ValueCount(tile.FirstColumn + i), words + i * HistogramKernel.TileBins);
            _narrowRows[slot + i] = 0;
        }
    }

    /// <summary>Moves the sums of a byte column.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="bins">Values it takes.</param>
    /// <param name="sums">in, out: [bins].</param>
    public void MoveTo(int slot, int bins, long* sums)
    {
        if (_narrowRows[slot] > 0)
        {
            HistogramSpill.AddNarrow(_narrow.Start + (long)slot * HistogramKernel.TileBins, bins, sums);
            _narrowRows[slot] = 0;
        }
        if (_hasWords[slot])
        {
            HistogramSpill.Add(_words.Start + (long)slot * HistogramKernel.TileBins * _perBin, bins * _perBin, sums);
            _hasWords[slot] = false;
        }
    }

    /// <summary>Adds rows to the cells of all word and sparse columns.</summary>
    public void AddCells(RowSegment rows, int begin, int end)
    {
        int count = end - begin;
        if (_bins.CellCount == 0 || count == 0)
        {
            return;
        }
        HasCells = true;
        foreach (var tile in _bins.WordTiles)
        {
            int* first = _firstCells.Start + (tile.FirstColumn - _bins.ByteColumnCount);
            if (_isWide)
            {
                HistogramKernel.AddWide(rows.Rows + begin, rows.Gradients, count, tile, first, _cells.Start);
            }
            else
            {
                HistogramKernel.AddPacked(rows.Rows + begin, rows.Packed + begin, count, tile, first, _cells.Start);
            }
        }
        if (_bins.SparseCells is { } sparse)
        {
            if (_isWide)
            {
                HistogramKernel.AddWide(rows.Rows + begin, rows.Gradients, count, sparse, _cells.Start);
            }
            else
            {
                HistogramKernel.AddPacked(rows.Rows + begin, rows.Packed + begin, count, sparse, _cells.Start);
            }
        }
    }

    /// <summary>Moves the sums of neighbouring cells.</summary>
    /// <param name="first">First cell.</param>
    /// <param name="count">Cells.</param>
    /// <param name="sums">in, out: [count].</param>
    public void MoveCells(int first, int count, long* sums)
    {
        if (HasCells)
        {
            HistogramSpill.Add(_cells.Start + (long)first * _perBin, count * _perBin, sums);
        }
    }
}
