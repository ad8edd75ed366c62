namespace LowBit.Boosting;

/// <summary>The columns that hold the bins of all features: bytes, then words, then sparse ones.</summary>
/// <param name="Bytes">[rows] each.</param>
/// <param name="Words">[rows] each.</param>
/// <param name="Sparse">Entries of each.</param>
/// <param name="FeaturesOf">[columns] the features of each.</param>
/// <param name="Places">[features] where each stands.</param>
sealed record StoredColumns(
    NativeBuffer<byte>[] Bytes, NativeBuffer<ushort>[] Words, SparseColumn[] Sparse, int[][] FeaturesOf, FeaturePlace[] Places);
