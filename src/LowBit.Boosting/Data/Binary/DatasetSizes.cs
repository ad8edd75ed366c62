namespace LowBit.Boosting;

/// <summary>How long the arrays of a binned data set are.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="HasWeights">Rows have weights.</param>
/// <param name="ByteColumns">Columns of bytes.</param>
/// <param name="WordColumns">Columns of words.</param>
/// <param name="SparseCounts">Entries of each sparse column.</param>
sealed record DatasetSizes(int RowCount, bool HasWeights, int ByteColumns, int WordColumns, int[] SparseCounts)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(RowCount);
        writer.Write(HasWeights);
        writer.Write(ByteColumns);
        writer.Write(WordColumns);
        writer.WriteAll(SparseCounts, writer.Write);
    }

    public static DatasetSizes Read(BinaryReader reader) => new(
        reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadAll(number => number.ReadInt32()));
}
