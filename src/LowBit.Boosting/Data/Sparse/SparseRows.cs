namespace LowBit.Boosting;

/// <summary>Entries of some rows, row after row, in ascending columns within a row. Its arrays are used again.</summary>
sealed class SparseRows
{
    int[] _columns = [], _rowEnds = [];
    double[] _values = [];
    int _rowCount, _entryCount;

    /// <summary>[rows] index behind the last entry of each row.</summary>
    public ReadOnlySpan<int> RowEnds => _rowEnds.AsSpan(0, _rowCount);

    /// <summary>[entries] columns.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _entryCount);

    /// <summary>[entries] values; explicit zeros and NaN are allowed.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _entryCount);

    /// <summary>Makes room and returns it, to be filled by the table.</summary>
    public (int[] RowEnds, int[] Columns, double[] Values) Reset(int rowCount, int entryCount)
    {
        (_rowCount, _entryCount) = (rowCount, entryCount);
        if (_rowEnds.Length < rowCount)
        {
            _rowEnds = new int[rowCount];
        }
        if (_columns.Length < entryCount)
        {
            (_columns, _values) = (new int[entryCount], new double[entryCount]);
        }
        return (_rowEnds, _columns, _values);
    }
}
