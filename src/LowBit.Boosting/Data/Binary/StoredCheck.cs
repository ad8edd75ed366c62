using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>Holds stored columns to what kernels rely on: they do not look at a bin's range again.</summary>
static class StoredCheck
{
    /// <exception cref="FormatException">A column is not what it should be.</exception>
    public static void Check(StoredColumns stored, int[] binCounts, int rowCount, WorkerTeam team)
    {
        int bytes = stored.Bytes.Length, words = stored.Words.Length;
        for (int column = 0; column < stored.FeaturesOf.Length; column++)
        {
            bool isAlone = stored.FeaturesOf[column].Length == 1;
            bool omits = stored.FeaturesOf[column].Length > 0
                && stored.FeaturesOf[column].All(feature => stored.Places[feature].DefaultBin >= 0
                    && stored.Places[feature].DefaultBin < binCounts[feature]);
            bool keepsAll = isAlone && stored.Places[stored.FeaturesOf[column][0]].DefaultBin == -1;
            DatasetArrays.Require(
                column < bytes ? (omits || keepsAll) && stored.ValueCount(column, binCounts) <= 256
                : column < bytes + words ? keepsAll
                : isAlone && omits, "features that share a column");
        }
        team.ForRanges(bytes, 1, (column, _) => DatasetArrays.Require(
            MaxOf(stored.Bytes[column].AsSpan(0, rowCount)) < stored.ValueCount(column, binCounts), "a bin that is none"));
        team.ForRanges(words, 1, (column, _) => DatasetArrays.Require(
            MaxOf(stored.Words[column].AsSpan(0, rowCount)) < binCounts[stored.FeaturesOf[bytes + column][0]], "a bin that is none"));
        team.ForRanges(stored.Sparse.Length, 1, (column, _) => CheckSparse(
            stored.Sparse[column], binCounts[stored.FeaturesOf[bytes + words + column][0]], rowCount));
    }

    static void CheckSparse(SparseColumn column, int binCount, int rowCount)
    {
        var rows = column.Rows;
        var bins = column.Bins;
        bool holds = true;
        for (int i = 0; i < rows.Length; i++)
        {
            holds &= rows[i] > (i == 0 ? -1 : rows[i - 1]) && rows[i] < rowCount && bins[i] < binCount && bins[i] != column.DefaultBin;
        }
        DatasetArrays.Require(holds, "entries that are none");
    }

    static byte MaxOf(ReadOnlySpan<byte> bins)
    {
        var most = Vector256<byte>.Zero;
        int row = 0;
        for (; row <= bins.Length - Vector256<byte>.Count; row += Vector256<byte>.Count)
        {
            most = Vector256.Max(most, Vector256.Create(bins[row..]));
        }
        byte max = 0;
        for (int lane = 0; lane < Vector256<byte>.Count; lane++)
        {
            max = Math.Max(max, most[lane]);
        }
        foreach (byte bin in bins[row..])
        {
            max = Math.Max(max, bin);
        }
        return max;
    }

    static ushort MaxOf(ReadOnlySpan<ushort> bins)
    {
        ushort max = 0;
        foreach (ushort bin in bins)
        {
            max = Math.Max(max, bin);
        }
        return max;
    }
}
