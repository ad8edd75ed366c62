namespace LowBit.Boosting;

/// <summary>The bins of one feature over all rows, as binning hands them on: one a row, or sparse.</summary>
/// <param name="Dense">[rows], or null.</param>
/// <param name="Sparse">Where most rows are in the bin of zero; else null.</param>
readonly record struct BinColumn(NativeBuffer<byte>? Dense, SparseColumn? Sparse)
{
    /// <summary>Chooses by what is smaller to walk: sparse where at least half of the rows are in the default bin.</summary>
    /// <param name="rows">Rows with an entry, ascending.</param>
    /// <param name="bins">[rows] their bins.</param>
    /// <param name="defaultBin">The bin of rows without one.</param>
    /// <param name="rowCount">All rows.</param>
    public static BinColumn Of(ReadOnlySpan<int> rows, ReadOnlySpan<ushort> bins, int defaultBin, int rowCount)
    {
        int others = bins.Length - bins.Count((ushort)defaultBin);
        var keptRows = new int[others];
        var keptBins = new ushort[others];
        for (int i = 0, kept = 0; kept < others; i++)
        {
            if (bins[i] != defaultBin)
            {
                keptRows[kept] = rows[i];
                keptBins[kept++] = bins[i];
            }
        }
        var sparse = new SparseColumn(keptRows, keptBins, defaultBin, rowCount);
        return others <= rowCount / 2 ? new(null, sparse) : new(Spread(sparse), null);
    }

    /// <summary>One bin a row.</summary>
    public NativeBuffer<byte> ToDense() => Dense ?? Spread(Sparse!);

    static NativeBuffer<byte> Spread(SparseColumn sparse)
    {
        var column = new NativeBuffer<byte>(sparse.RowCount);
        column.Span.Fill((byte)sparse.DefaultBin);
        for (int i = 0; i < sparse.Rows.Length; i++)
        {
            column[sparse.Rows[i]] = (byte)sparse.Bins[i];
        }
        return column;
    }
}
