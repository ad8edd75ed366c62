namespace LowBit.Boosting;

/// <summary>
/// The bins of one feature over all rows, most of which are in one bin: only the others are kept. An instance is not
/// changed after it is made.
/// </summary>
sealed class SparseColumn
{
    /// <param name="rows">Rows outside the default bin, ascending.</param>
    /// <param name="bins">[rows] their bins.</param>
    /// <param name="defaultBin">The bin of every other row.</param>
    /// <param name="rowCount">All rows.</param>
    public SparseColumn(int[] rows, ushort[] bins, int defaultBin, int rowCount) =>
        (Rows, Bins, DefaultBin, RowCount) = (rows, bins, defaultBin, rowCount);

    public int[] Rows { get; }

    public ushort[] Bins { get; }

    public int DefaultBin { get; }

    public int RowCount { get; }
}
