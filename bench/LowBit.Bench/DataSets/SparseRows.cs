namespace LowBit.Bench;

/// <summary>Compressed sparse rows; a field without an entry is 0.</summary>
/// <param name="Starts">[rows + 1] first entry of each row, and the number of entries.</param>
/// <param name="Columns">[entries] column of each entry, ascending within a row.</param>
/// <param name="Values">[entries].</param>
sealed record SparseRows(int[] Starts, int[] Columns, double[] Values)
{
    public SparseRows Select(int[] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            starts[i + 1] = starts[i] + Starts[rows[i] + 1] - Starts[rows[i]];
        }
        return new(
            starts,
            [.. rows.SelectMany(row => Columns[Starts[row]..Starts[row + 1]])],
            [.. rows.SelectMany(row => Values[Starts[row]..Starts[row + 1]])]);
    }

    /// <summary>Rows <paramref name="first"/> to <paramref name="last"/>, not included, as [rows × columns], row-major.</summary>
    public double[] Dense(int first, int last, int columnCount)
    {
        var dense = new double[(last - first) * columnCount];
        for (var row = first; row < last; row++)
        {
            for (var entry = Starts[row]; entry < Starts[row + 1]; entry++)
            {
                dense[(row - first) * columnCount + Columns[entry]] = Values[entry];
            }
        }
        return dense;
    }
}
