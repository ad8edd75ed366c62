namespace LowBit.Boosting;

/// <summary>A table most of whose fields are 0: blocks of rows are read as their entries, every other field is 0.</summary>
interface ISparseTable : ITable
{
    /// <summary>Entries of all rows.</summary>
    long EntryCount { get; }

    /// <summary>Reads the entries of <paramref name="rowCount"/> rows from <paramref name="firstRow"/> on.</summary>
    /// <param name="firstRow">First row.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="destination">out: the rows.</param>
    void Read(int firstRow, int rowCount, SparseRows destination);
}
