using System.Numerics;

namespace LowBit.Boosting;

/// <summary>The bins of a feature that has most rows in one bin: the other rows with theirs.</summary>
/// <param name="rows">Rows that are not in the default bin, ascending.</param>
/// <param name="bins">[rows] their bins.</param>
/// <param name="defaultBin">The bin of all other rows.</param>
sealed class SparseColumn(int[] rows, ushort[] bins, int defaultBin) : BinColumn
{
    public ReadOnlySpan<int> Rows => rows;

    public ReadOnlySpan<ushort> Bins => bins;

    public int DefaultBin => defaultBin;

    public int Count => rows.Length;

    public override int this[int row] => Array.BinarySearch(rows, row) is >= 0 and int at ? bins[at] : defaultBin;

    /// <summary>The entries in some rows, ascending.</summary>
    public RowMatches EntriesIn(ReadOnlySpan<int> some) => new(some, rows, some.IsEmpty ? 0 : FirstAt(some[0]));

    int FirstAt(int row) => Array.BinarySearch(rows, row) is >= 0 and int at ? at : ~Array.BinarySearch(rows, row);

    /// <summary>The entries of a dense column outside one bin.</summary>
    /// <param name="bins">[rows].</param>
    /// <param name="defaultBin">The bin to leave out.</param>
    /// <param name="count">Rows outside it.</param>
    public static SparseColumn Of(ReadOnlySpan<byte> bins, int defaultBin, int count)
    {
        var rows = new int[count];
        var kept = new ushort[count];
        int next = 0;
        for (int row = 0; row < bins.Length; row++)
        {
            if (bins[row] != defaultBin)
            {
                (rows[next], kept[next++]) = (row, bins[row]);
            }
        }
        return new(rows, kept, defaultBin);
    }

    /// <summary>The same bins, one a row.</summary>
    /// <param name="binCount">Bins of the feature.</param>
    /// <param name="rowCount">All rows.</param>
    public BinColumn Spread(int binCount, int rowCount) => binCount <= BinSet.Size
        ? new ByteColumn(Spread<byte>(rowCount)) : new WordColumn(Spread<ushort>(rowCount));

    NativeBuffer<T> Spread<T>(int rowCount) where T : unmanaged, INumberBase<T>
    {
        var column = new NativeBuffer<T>(rowCount);
        column.Span.Fill(T.CreateTruncating(defaultBin));
        for (int i = 0; i < rows.Length; i++)
        {
            column[rows[i]] = T.CreateTruncating(bins[i]);
        }
        return column;
    }
}
