namespace LowBit.Boosting;

/// <summary>
/// The sparse columns row by row: for each row the cells of its entries, ascending by column. A cell is one bin of one
/// sparse feature, default bins left out; cells are numbered through all of them.
/// </summary>
sealed unsafe class SparseCells
{
    readonly NativeBuffer<long> _starts;
    readonly NativeBuffer<int> _cells;

    /// <param name="columns">The columns.</param>
    /// <param name="firstCells">Cell of each column's first bin.</param>
    /// <param name="rowCount">Rows.</param>
    public SparseCells(ReadOnlySpan<SparseColumn> columns, ReadOnlySpan<int> firstCells, int rowCount)
    {
        _starts = new(rowCount + 2L, clear: true);
        long* next = _starts.Start + 1; // while filling: where the next entry of each row goes
        foreach (var column in columns)
        {
            foreach (int row in column.Rows)
            {
                next[row + 1]++;
            }
        }
        for (int row = 0; row < rowCount; row++)
        {
            next[row + 1] += next[row];
        }
        _cells = new(next[rowCount]);
        for (int i = 0; i < columns.Length; i++)
        {
            Fill(columns[i], firstCells[i], next);
        }
    }

    /// <summary>[rows + 1] where the entries of each row start.</summary>
    public long* Starts => _starts.Start;

    public int* Cells => _cells.Start;

    public long EntryCount => _cells.Length;

    void Fill(SparseColumn column, int firstCell, long* next)
    {
        var place = new FeaturePlace(0, firstCell, column.DefaultBin);
        for (int i = 0; i < column.Count; i++)
        {
            _cells[next[column.Rows[i]]++] = place.ValueOf(column.Bins[i]);
        }
    }
}
