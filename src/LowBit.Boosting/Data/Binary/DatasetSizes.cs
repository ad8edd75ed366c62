namespace LowBit.Boosting;

/// <summary>How long the arrays of a binned data set are.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="HasWeights">Rows have weights.</param>
/// <param name="InitScoreCount">Initial scores of all outputs, or −1.</param>
/// <param name="GroupStartCount">Starts of groups, or −1.</param>
/// <param name="ByteColumns">Columns of bytes.</param>
/// <param name="WordColumns">Columns of words.</param>
/// <param name="SparseCounts">Entries of each sparse column.</param>
sealed record DatasetSizes(
    int RowCount, bool HasWeights, long InitScoreCount, int GroupStartCount, int ByteColumns, int WordColumns, int[] SparseCounts)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(RowCount);
        writer.Write(HasWeights);
        writer.Write(InitScoreCount);
        writer.Write(GroupStartCount);
        writer.Write(ByteColumns);
        writer.Write(WordColumns);
        writer.WriteAll(SparseCounts, writer.Write);
    }

    public static DatasetSizes Read(BinaryReader reader) => new(
        reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
        reader.ReadAll(number => number.ReadInt32()));
}
