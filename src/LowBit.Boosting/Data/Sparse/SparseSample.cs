using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>
/// The sampled entries of each column, over all ranks: what bin edges are chosen from, together with the number of
/// sampled rows that have no entry and so are 0.
/// </summary>
sealed class SparseSample
{
    readonly SparseColumns _columns;
    readonly bool[]? _isSampled;
    readonly double[] _gathered = [];
    readonly int[] _counts = [];
    readonly long[] _starts = [];

    /// <param name="columns">Entries of this rank.</param>
    /// <param name="rows">Sampled rows of this rank, ascending.</param>
    /// <param name="ranks">The ranks.</param>
    public SparseSample(SparseColumns columns, int[] rows, ICollective ranks)
    {
        _columns = columns;
        _isSampled = rows.Length == columns.RowCount ? null : new bool[columns.RowCount];
        foreach (int row in _isSampled is null ? [] : rows)
        {
            _isSampled![row] = true;
        }
        RowCount = rows.Length;
        if (ranks.Size > 1)
        {
            RowCount = ranks.AllGather<int>([rows.Length]).Sum();
            var local = new List<double>();
            var counts = new int[columns.ColumnCount];
            for (int column = 0; column < counts.Length; column++)
            {
                var values = new double[columns.Count(column)];
                counts[column] = TakeLocal(column, values);
                local.AddRange(values.AsSpan(0, counts[column]));
            }
            _counts = ranks.AllGather<int>(counts);
            _gathered = ranks.AllGather<double>(local.ToArray());
            _starts = new long[_counts.Length];
            for (int i = 1; i < _counts.Length; i++)
            {
                _starts[i] = _starts[i - 1] + _counts[i - 1];
            }
        }
    }

    /// <summary>Sampled rows of all ranks.</summary>
    public int RowCount { get; }

    /// <summary>The sampled entries of a column, in any order.</summary>
    /// <param name="column">The column.</param>
    /// <param name="spare">Room behind them.</param>
    /// <param name="count">out: how many there are.</param>
    public double[] Take(int column, int spare, out int count)
    {
        if (_counts.Length == 0)
        {
            var values = new double[_columns.Count(column) + spare];
            count = TakeLocal(column, values);
            return values;
        }
        var all = new List<double>();
        for (int i = column; i < _counts.Length; i += _columns.ColumnCount)
        {
            all.AddRange(_gathered.AsSpan((int)_starts[i], _counts[i]));
        }
        count = all.Count;
        return [.. all, .. new double[spare]];
    }

    int TakeLocal(int column, Span<double> destination)
    {
        var rows = _columns.Rows(column);
        var values = _columns.Values(column);
        if (_isSampled is null)
        {
            values.CopyTo(destination);
            return values.Length;
        }
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (_isSampled[rows[i]])
            {
                destination[count++] = values[i];
            }
        }
        return count;
    }
}
