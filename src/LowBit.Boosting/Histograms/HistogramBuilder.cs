using System.Runtime.CompilerServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Builds the histogram of one leaf's rows. With few tiles the workers share the rows, each into words of its own that
/// <see cref="Merge(int, long*)"/> adds up unit by unit; with many tiles each worker takes whole tiles and nothing is merged. Leaves with
/// many rows are summed by joint slots, where there are any, which are then taken apart; small ones column by column. Sums
/// are integers, so who adds what does not matter. Default bins that are not stored are left to <see cref="DefaultBin"/>.
/// </summary>
sealed unsafe class HistogramBuilder
{
    /// <summary>Fewer rows than this are not worth another worker's tile; more are not worth its wait for the last one.</summary>
    const int RowsPerRange = 512, LongestRange = 16_384;

    /// <summary>Below this many rows a tile would be spilled too often; the layout's words are added to at once instead.</summary>
    const int ShortestRun = 1_000;

    /// <summary>Adds that taking a joint value apart costs, merging included.</summary>
    const long AddsPerJointValue = 3;

    /// <summary>Each worker adds some rows to cells of its own where they fit its first-level cache and get at least so many entries each.</summary>
    const int MostSharedCells = 4_096, EntriesPerSharedCell = 4;

    readonly BinnedMatrix _bins;
    readonly HistogramLayout _layout;
    readonly WorkerTeam _team;
    readonly HistogramWords[] _workers;
    readonly Action<int, int, int> _addRows, _addTile;
    readonly long _fewestJointRows;
    readonly StoredPart[][] _parts;
    readonly int[] _valueCounts;
    readonly double _entriesPerRow;
    int _longestRun;
    ByteTiles _tiles;
    bool _sharesRows;
    int _cellParts;
    RowSegment _segment;
    long* _target;

    public HistogramBuilder(BinnedMatrix bins, HistogramLayout layout, WorkerTeam team)
    {
        (_bins, _tiles, _layout, _team) = (bins, bins.SingleTiles, layout, team);
        int slots = Math.Max(SlotsFor(bins.SingleTiles), bins.JointTiles is { } joint ? SlotsFor(joint) : 0);
        _workers = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new HistogramWords(slots, bins, layout))];
        (_addRows, _addTile) = (AddRows, AddTile);
        Units = UnitsOf(bins);
        _parts = [.. Enumerable.Range(0, bins.ColumnCount).Select(column => StoredPart.Of(column, bins, layout))];
        _valueCounts = bins.SingleTiles.ValueCounts;
        _fewestJointRows = FewestJointRows(bins);
        _entriesPerRow = bins.WordTiles.Sum(tile => tile.ColumnCount) + (bins.SparseCells?.EntryCount ?? 0) / Math.Max(1.0, bins.RowCount);
    }

    /// <summary>[units] columns that are merged together: those of a joint slot, or one alone.</summary>
    public int[][] Units { get; }

    /// <inheritdoc cref="Units"/>
    public static int[][] UnitsOf(BinnedMatrix bins) => [.. (bins.JointTiles ?? bins.SingleTiles).ColumnsOf,
        .. Enumerable.Range(bins.ByteColumnCount, bins.ColumnCount - bins.ByteColumnCount).Select(column => (int[])[column])];

    bool SharesRows(ByteTiles tiles) => tiles.Tiles.Length < _team.ThreadCount || tiles.Tiles.Length == 1;

    int SlotsFor(ByteTiles tiles) => SharesRows(tiles) ? tiles.SlotCount : ByteTiles.TileSlots;

    static long FewestJointRows(BinnedMatrix bins)
    {
        if (bins.JointTiles is not { } joint)
        {
            return long.MaxValue;
        }
        long values = joint.ColumnsOf.Zip(joint.ValueCounts).Sum(slot => slot.First.Length > 1 ? slot.Second : 0);
        return AddsPerJointValue * values / (bins.ByteColumnCount - joint.SlotCount);
    }

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

    /// <summary>Sums the rows; the histogram is complete after <see cref="Merge(int, long*)"/> of every unit.</summary>
    /// <param name="segment">Rows of the leaf.</param>
    /// <param name="target">out: [layout words].</param>
    public void Build(RowSegment segment, long* target)
    {
        _segment = segment;
        _target = target;
        _tiles = segment.Count > _fewestJointRows ? _bins.JointTiles! : _bins.SingleTiles;
        _sharesRows = SharesRows(_tiles);
        foreach (var worker in _workers)
        {
            worker.HasCells = false;
        }
        if (!_sharesRows)
        {
            _cellParts = CellParts(segment.Count);
            _team.ForRanges(_tiles.Tiles.Length + _cellParts, 1, _addTile);
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

    /// <summary>Adds up what the workers have of one unit.</summary>
    /// <param name="unit">Position in <see cref="Units"/>.</param>
    /// <param name="target">out: [layout words].</param>
    public void Merge(int unit, long* target)
    {
        int[] columns = Units[unit];
        if (!_bins.IsByte(columns[0]))
        {
            CollectCells(columns[0], target);
        }
        else if (_sharesRows && _tiles == _bins.JointTiles)
        {
            CollectSlot(unit, unit, _workers, target);
        }
        else if (_sharesRows)
        {
            foreach (int column in columns)
            {
                CollectSlot(column, column, _workers, target);
            }
        }
    }

    void AddRows(int worker, int begin, int end)
    {
        var rows = _segment.Slice(begin, end);
        foreach (var tile in _tiles.Tiles)
        {
            _workers[worker].Add(rows, tile, tile.FirstColumn, _tiles.ValueCounts.AsSpan(tile.FirstColumn), _longestRun);
        }
        _workers[worker].AddCells(rows);
    }

    void AddTile(int worker, int index, int end)
    {
        var words = new ReadOnlySpan<HistogramWords>(in _workers[worker]);
        int part = 0;
        while (part < _cellParts && IndexOfCells(part) < index)
        {
            part++;
        }
        if (part < _cellParts && IndexOfCells(part) == index)
        {
            _workers[worker].AddCells(_segment.Slice(RowOfCells(part), RowOfCells(part + 1)));
            return;
        }
        var tile = _tiles.Tiles[index - part];
        _workers[worker].Add(_segment, tile, 0, _tiles.ValueCounts.AsSpan(tile.FirstColumn), _longestRun);
        for (int i = 0; i < tile.ColumnCount; i++)
        {
            CollectSlot(i, tile.FirstColumn + i, words, _target);
        }
    }

    /// <summary>In how many parts the rows are added to cells: one, or one a worker where adding up what workers have is little beside it.</summary>
    int CellParts(int rows) => _bins.CellCount == 0 ? 0
        : _bins.CellCount <= MostSharedCells && rows * _entriesPerRow >= EntriesPerSharedCell * _bins.CellCount ? _team.ThreadCount : 1;

    /// <summary>Workers begin with cells, which are not cut into tiles and so may take longest: the last one where there is one part.</summary>
    int IndexOfCells(int part) =>
        (_tiles.Tiles.Length + _cellParts) * (_team.ThreadCount - _cellParts + part) / _team.ThreadCount;

    int RowOfCells(int part) => (int)((long)_segment.Count * part / _cellParts);

    /// <summary>Moves the sums of a slot to the features of its columns.</summary>
    /// <param name="place">Where the slot stands among a worker's.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="workers">Whose sums.</param>
    /// <param name="target">out: the leaf's histogram.</param>
    [SkipLocalsInit]
    void CollectSlot(int place, int slot, ReadOnlySpan<HistogramWords> workers, long* target)
    {
        int[] columns = _tiles.ColumnsOf[slot];
        int values = _tiles.ValueCounts[slot];
        int feature = _bins.FeaturesOf[columns[0]][0];
        if (columns.Length == 1 && IsCopied(feature))
        {
            MoveFormed(place, values, workers, _layout.FormOf(feature), _layout.Start(feature, target));
            return;
        }
        long* sums = stackalloc long[values * _layout.WordsPerBin];
        Move(place, values, workers, sums);
        if (columns.Length == 1)
        {
            Spread(columns[0], sums, target);
        }
        else
        {
            TakeApart(columns, values, sums, target);
        }
    }

    /// <summary>Its words are in the form of the layout as soon as they are summed; the others are to be finished.</summary>
    public bool IsFormed(int feature) => _bins.IsByte(_bins.Places[feature].Column) && IsCopied(feature);

    /// <summary>The feature's bins are the column's values.</summary>
    bool IsCopied(int feature) => !_bins.Places[feature].OmitsDefault && _layout.IsSearched(feature);

    /// <summary>As <see cref="Move"/>, in the form of the layout.</summary>
    void MoveFormed(int place, int values, ReadOnlySpan<HistogramWords> workers, HistogramForm form, long* sums)
    {
        if (form != HistogramForm.Tails || !AreOneRun(place, workers))
        {
            Move(place, values, workers, sums);
            BinForms.Apply(form, sums, values);
            return;
        }
        bool hasSums = false;
        foreach (var worker in workers)
        {
            hasSums = worker.MoveTails(place, values, !hasSums, sums);
        }
        if (!hasSums)
        {
            new Span<long>(sums, values).Clear();
        }
    }

    static bool AreOneRun(int place, ReadOnlySpan<HistogramWords> workers)
    {
        foreach (var worker in workers)
        {
            if (!worker.IsOneRun(place))
            {
                return false;
            }
        }
        return true;
    }

    void Move(int place, int values, ReadOnlySpan<HistogramWords> workers, long* sums)
    {
        new Span<long>(sums, values * _layout.WordsPerBin).Clear();
        foreach (var worker in workers)
        {
            worker.MoveTo(place, values, sums);
        }
    }

    /// <summary>Sums of each digit of a joint slot, the last first; what is left is the slot of the digits before.</summary>
    [SkipLocalsInit]
    void TakeApart(int[] columns, int values, long* sums, long* target)
    {
        long* digit = stackalloc long[values * _layout.WordsPerBin];
        for (int i = columns.Length - 1; i >= 0; i--)
        {
            int radix = _valueCounts[columns[i]], feature = _bins.FeaturesOf[columns[i]][0];
            bool isCopied = IsCopied(feature);
            long* own = isCopied ? _layout.Start(feature, target) : digit;
            JointSums.TakeLast(sums, values / radix, radix, _layout.WordsPerBin, own);
            values /= radix;
            if (isCopied)
            {
                BinForms.Apply(_layout.FormOf(feature), own, radix);
            }
            else
            {
                Spread(columns[i], digit, target);
            }
        }
    }

    /// <summary>Copies the stored bins of the features of a bundle around their default bins.</summary>
    void Spread(int column, long* sums, long* target)
    {
        foreach (var part in _parts[column])
        {
            part.Copy(sums, target);
        }
    }

    void CollectCells(int column, long* target)
    {
        int first = _bins.FirstCell(column) * _layout.WordsPerBin;
        foreach (var part in _parts[column])
        {
            bool isFirst = true;
            foreach (var worker in _workers)
            {
                if (worker.HasCells)
                {
                    worker.MoveCells(first, part.Below, isFirst, target + part.Target);
                    worker.MoveCells(first + part.Below, part.Above, isFirst, target + part.AboveTarget);
                    isFirst = false;
                }
            }
            if (isFirst)
            {
                new Span<long>(target + part.Target, part.Below).Clear();
                new Span<long>(target + part.AboveTarget, part.Above).Clear();
            }
        }
    }

    /// <summary>Adds up what the workers have of neighbouring sparse columns, in the form of the layout.</summary>
    /// <param name="run">The columns.</param>
    /// <param name="target">out: [layout words].</param>
    public void Merge(CellRun run, long* target)
    {
        bool isFirst = true;
        foreach (var worker in _workers)
        {
            if (worker.HasCells)
            {
                worker.MoveTails(run.Cells, isFirst, target + run.FirstWord);
                isFirst = false;
            }
        }
        if (isFirst)
        {
            new Span<long>(target + run.FirstWord, run.Cells.Length).Clear();
        }
    }
}
