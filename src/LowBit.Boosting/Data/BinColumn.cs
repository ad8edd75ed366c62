namespace LowBit.Boosting;

/// <summary>The bins of one feature over all rows, as they come from the table; <see cref="BinnedMatrix"/> stores them.</summary>
abstract class BinColumn
{
    /// <summary>The bin of a row; slow.</summary>
    public abstract int this[int row] { get; }

    /// <summary>A dense column to be filled.</summary>
    public static BinColumn Empty(int binCount, int rowCount) => binCount <= BinSet.Size
        ? new ByteColumn(new(rowCount)) : new WordColumn(new(rowCount));

    /// <summary>Bins some rows of a dense column.</summary>
    /// <param name="mapper">The feature's bins.</param>
    /// <param name="values">Values from the first row's on.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="begin">First row.</param>
    /// <param name="end">Row behind the last.</param>
    public virtual void Take(BinMapper mapper, ReadOnlySpan<double> values, int stride, int begin, int end) =>
        throw new InvalidOperationException("A sparse column is made of its entries.");

    /// <summary>The column of a sparse feature: sparse itself where at most a quarter of the rows leaves the default bin.</summary>
    /// <param name="rows">Rows with an entry, ascending.</param>
    /// <param name="bins">[rows] their bins.</param>
    /// <param name="defaultBin">The bin of rows without one.</param>
    /// <param name="binCount">Bins of the feature.</param>
    /// <param name="rowCount">All rows.</param>
    public static BinColumn Of(ReadOnlySpan<int> rows, ReadOnlySpan<ushort> bins, int defaultBin, int binCount, int rowCount)
    {
        int others = bins.Length - bins.Count((ushort)defaultBin);
        var keptRows = new int[others];
        var keptBins = new ushort[others];
        for (int i = 0, kept = 0; kept < others; i++)
        {
            if (bins[i] != defaultBin)
            {
                (keptRows[kept], keptBins[kept++]) = (rows[i], bins[i]);
            }
        }
        var sparse = new SparseColumn(keptRows, keptBins, defaultBin);
        return others > rowCount / 4 ? sparse.Spread(binCount, rowCount) : sparse;
    }
}

/// <summary>A bin of a byte for each row.</summary>
sealed class ByteColumn(NativeBuffer<byte> bins) : BinColumn
{
    public NativeBuffer<byte> Bins => bins;

    public override int this[int row] => bins[row];

    public override void Take(BinMapper mapper, ReadOnlySpan<double> values, int stride, int begin, int end)
    {
        for (int row = begin; row < end; row++)
        {
            bins[row] = (byte)mapper.BinOf(values[(row - begin) * stride]);
        }
    }
}

/// <summary>A bin of two bytes for each row: features of more than 256 bins.</summary>
sealed class WordColumn(NativeBuffer<ushort> bins) : BinColumn
{
    public NativeBuffer<ushort> Bins => bins;

    public override int this[int row] => bins[row];

    public override void Take(BinMapper mapper, ReadOnlySpan<double> values, int stride, int begin, int end)
    {
        for (int row = begin; row < end; row++)
        {
            bins[row] = (ushort)mapper.BinOf(values[(row - begin) * stride]);
        }
    }
}
