namespace LowBit.Boosting;

/// <summary>
/// The entries of a sparse column in some rows: two ascending lists walked side by side, with leaps over what the other
/// does not have, so that the cost is near the shorter list's length.
/// </summary>
/// <param name="rows">Rows asked for, ascending.</param>
/// <param name="column">[entries] the column's rows, ascending.</param>
/// <param name="first">Entry to start from.</param>
ref struct RowMatches(ReadOnlySpan<int> rows, ReadOnlySpan<int> column, int first)
{
    readonly ReadOnlySpan<int> _rows = rows, _column = column;
    int _row = 0, _entry = first;

    /// <summary>Position among the rows asked for, and the entry.</summary>
    public (int Row, int Entry) Current { get; private set; }

    public readonly RowMatches GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_row < _rows.Length && _entry < _column.Length)
        {
            int row = _rows[_row], other = _column[_entry];
            if (row == other)
            {
                Current = (_row++, _entry++);
                return true;
            }
            if (row < other)
            {
                _row = Leap(_rows, _row, other);
            }
            else
            {
                _entry = Leap(_column, _entry, row);
            }
        }
        return false;
    }

    /// <summary>The first position behind <paramref name="from"/> that is not below the row: steps double, then halve.</summary>
    static int Leap(ReadOnlySpan<int> list, int from, int row)
    {
        int step = 1;
        while (from + step < list.Length && list[from + step] < row)
        {
            from += step;
            step *= 2;
        }
        int low = from + 1, high = Math.Min(from + step, list.Length);
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            (low, high) = list[middle] < row ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
