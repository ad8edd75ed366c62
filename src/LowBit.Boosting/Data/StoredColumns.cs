namespace LowBit.Boosting;

/// <summary>The columns that hold the bins of all features: bytes, then words, then sparse ones.</summary>
/// <param name="Bytes">[rows] each.</param>
/// <param name="Words">[rows] each.</param>
/// <param name="Sparse">Entries of each.</param>
/// <param name="FeaturesOf">[columns] the features of each.</param>
/// <param name="Places">[features] where each stands.</param>
sealed record StoredColumns(
    NativeBuffer<byte>[] Bytes, NativeBuffer<ushort>[] Words, SparseColumn[] Sparse, int[][] FeaturesOf, FeaturePlace[] Places)
{
    /// <summary>Values that a byte column takes: 0 … ValueCount − 1.</summary>
    /// <param name="column">The column.</param>
    /// <param name="binCounts">[features] bins of each.</param>
    public int ValueCount(int column, int[] binCounts)
    {
        int last = FeaturesOf[column][^1];
        return Places[last].OmitsDefault ? Places[last].Offset + binCounts[last] - 1 : binCounts[last];
    }
}
