namespace LowBit.Boosting;

/// <summary>
/// The entries of a sparse table by column, ascending rows within a column: two passes over the blocks of the table, one
/// that counts and one that places. Memory goes with entries, and one word a column; no matrix of rows × columns.
/// </summary>
sealed class SparseColumns
{
    const int BlockRows = 1024;

    readonly NativeBuffer<int> _rows;
    readonly NativeBuffer<double> _values;
    readonly long[] _starts;

    SparseColumns(long[] starts, int rowCount)
    {
        (_starts, RowCount) = (starts, rowCount);
        _rows = new(starts[^1]);
        _values = new(starts[^1]);
    }

    public int RowCount { get; }

    public int ColumnCount => _starts.Length - 1;

    public int Count(int column) => (int)(_starts[column + 1] - _starts[column]);

    /// <summary>Rows that have an entry in the column, ascending.</summary>
    public ReadOnlySpan<int> Rows(int column) => _rows.AsSpan(_starts[column], Count(column));

    /// <summary>Their values.</summary>
    public ReadOnlySpan<double> Values(int column) => _values.AsSpan(_starts[column], Count(column));

    /// <summary>One value a row, 0 where the column has no entry.</summary>
    public double[] Spread(int column)
    {
        var dense = new double[RowCount];
        var rows = Rows(column);
        var values = Values(column);
        for (int i = 0; i < rows.Length; i++)
        {
            dense[rows[i]] = values[i];
        }
        return dense;
    }

    public void Free()
    {
        _rows.Free();
        _values.Free();
    }

    /// <summary>Turns a table; the result does not depend on the number of threads.</summary>
    public static SparseColumns Of(ISparseTable table, WorkerTeam team)
    {
        int columnCount = table.ColumnCount, rowCount = table.RowCount;
        // Each part of the rows has counters of its own, as long as all counters together are no more than the entries.
        int parts = (int)Math.Clamp(table.EntryCount / Math.Max(1, columnCount), 1, team.ThreadCount);
        var next = new NativeBuffer<long>((long)parts * columnCount, clear: true);
        ForParts(table, parts, team, (part, _, block) =>
        {
            var counts = next.AsSpan((long)part * columnCount, columnCount);
            foreach (int column in block.Columns)
            {
                counts[column]++;
            }
        });
        var columns = new SparseColumns(Starts(next, parts, columnCount), rowCount);
        ForParts(table, parts, team, (part, firstRow, block) =>
            columns.Place(block, firstRow, next.AsSpan((long)part * columnCount, columnCount)));
        next.Free();
        return columns;
    }

    /// <summary>Where each column starts; counts become the place of each part's next entry.</summary>
    static long[] Starts(NativeBuffer<long> counts, int parts, int columnCount)
    {
        var starts = new long[columnCount + 1];
        long at = 0;
        for (int column = 0; column < columnCount; column++)
        {
            starts[column] = at;
            for (int part = 0; part < parts; part++)
            {
                long i = (long)part * columnCount + column;
                (counts[i], at) = (at, at + counts[i]);
            }
        }
        starts[columnCount] = at;
        return starts;
    }

    void Place(SparseRows block, int firstRow, Span<long> next)
    {
        var ends = block.RowEnds;
        var columns = block.Columns;
        var values = block.Values;
        for (int row = 0, i = 0; row < ends.Length; row++)
        {
            for (; i < ends[row]; i++)
            {
                long place = next[columns[i]]++;
                _rows[place] = firstRow + row;
                _values[place] = values[i];
            }
        }
    }

    static void ForParts(ISparseTable table, int parts, WorkerTeam team, Action<int, int, SparseRows> take) =>
        team.ForRanges(parts, 1, (part, _) =>
        {
            var block = new SparseRows();
            int end = (int)((long)table.RowCount * (part + 1) / parts);
            for (int row = (int)((long)table.RowCount * part / parts); row < end; row += BlockRows)
            {
                table.Read(row, Math.Min(BlockRows, end - row), block);
                take(part, row, block);
            }
        });
}
