using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// Features of every way of storing: alone, one-hot groups that exclude each other, nearly empty ones, more than 256 bins
/// dense and sparse. What each row's bin is stands in a plain array beside them.
/// </summary>
sealed class StoredTable
{
    public StoredTable(int rowCount, WorkerTeam team, uint seed = 1, int moreAlone = 0)
    {
        RowCount = rowCount;
        var random = new RandomStream(seed, 1, 0);
        int Word(int feature, int row, int below) => (int)(random.Word((ulong)(feature * 1_000_003L + row)) % (uint)below);
        Func<int, int, int>[] kinds =
        [
            (feature, row) => Word(feature, row, 7), // alone
            (feature, row) => Word(300, row, 50) == 0 ? Word(feature, row, 100) : 99, // sparse in the same rows, the last bin is the default
            (feature, row) => Word(100, row, 6) == feature % 6 ? 1 + Word(feature, row, 2) : 0, // exclude each other
            (feature, row) => Word(200, row, 6) == feature % 6 ? 2 * Word(feature, row, 2) : 1, // the default bin is between
            (feature, row) => Word(feature, row, 300), // words
            (feature, row) => Word(feature, row, 200) == 0 ? Word(feature, row, 300) : 17, // sparse with many bins
            (feature, row) => Word(300, row, 50) == 0 ? Word(feature, row, 100) : 0, // sparse in the same rows, the first bin is the default
        ];
        int[] binCounts = [7, 100, 3, 3, 300, 300, 100];
        int[] order = [0, 2, 2, 3, 2, 1, 4, 2, 2, 3, 3, 2, 0, 3, 3, 3, 5, 1, 0, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 6, 6, 6, 6, 6, .. Enumerable.Repeat(0, moreAlone)];
        Bins = [.. order.Select((kind, feature) => Enumerable.Range(0, rowCount).Select(row => kinds[kind](feature, row)).ToArray())];
        BinCounts = [.. order.Select(kind => binCounts[kind])];
        Features = [.. BinCounts.Select((bins, feature) => new Feature(feature, new NumericBins(
            [.. Enumerable.Range(0, bins - 1).Select(edge => (double)edge), double.PositiveInfinity], MissingType.None, 0, 0)))];
        Matrix = new([.. Bins.Select((bins, feature) => Column(bins, BinCounts[feature], asSparse: order[feature] is 1 or 5 or 6))], BinCounts, rowCount, team);
    }

    public int RowCount { get; }

    /// <summary>[features][rows].</summary>
    public int[][] Bins { get; }

    public int[] BinCounts { get; }

    public Feature[] Features { get; }

    public BinnedMatrix Matrix { get; }

    static BinColumn Column(int[] bins, int binCount, bool asSparse)
    {
        if (asSparse)
        {
            int most = bins.CountBy(bin => bin).MaxBy(pair => pair.Value).Key;
            int[] rows = [.. Enumerable.Range(0, bins.Length).Where(row => bins[row] != most)];
            return new SparseColumn(rows, [.. rows.Select(row => (ushort)bins[row])], most);
        }
        return binCount <= 256 ? new ByteColumn(Buffer(bins, bin => (byte)bin)) : new WordColumn(Buffer(bins, bin => (ushort)bin));
    }

    static NativeBuffer<T> Buffer<T>(int[] bins, Func<int, T> convert) where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(bins.Length);
        Array.ConvertAll(bins, bin => convert(bin)).CopyTo(buffer.Span);
        return buffer;
    }
}
