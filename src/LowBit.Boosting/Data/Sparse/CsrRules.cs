namespace LowBit.Boosting;

/// <summary>What compressed sparse rows must be like.</summary>
static class CsrRules
{
    /// <exception cref="BadDataException">The arrays do not describe rows; the message says where.</exception>
    public static void Check(ReadOnlySpan<int> rowStarts, ReadOnlySpan<int> columns, int valueCount, int rowCount, int columnCount)
    {
        if (rowCount < 0 || rowStarts.Length != (long)rowCount + 1)
        {
            throw new BadDataException($"there are {rowStarts.Length} row starts for {rowCount} rows; one more than rows is needed.");
        }
        if (columns.Length != valueCount)
        {
            throw new BadDataException($"there are {columns.Length} column indices for {valueCount} values; one a value is needed.");
        }
        if (rowStarts[0] != 0 || rowStarts[^1] != valueCount)
        {
            throw new BadDataException(
                $"the row starts go from {rowStarts[0]} to {rowStarts[^1]}; the first is 0 and the last the number of values, {valueCount}.");
        }
        for (int row = 0; row < rowCount; row++)
        {
            if (rowStarts[row + 1] < rowStarts[row])
            {
                throw new BadDataException($"row {row} starts at {rowStarts[row]} and ends at {rowStarts[row + 1]}; row starts ascend.");
            }
        }
        for (int row = 0; row < rowCount; row++)
        {
            CheckRow(columns[rowStarts[row]..rowStarts[row + 1]], row, columnCount);
        }
    }

    static void CheckRow(ReadOnlySpan<int> columns, int row, int columnCount)
    {
        int previous = -1;
        foreach (int column in columns)
        {
            if ((uint)column >= (uint)columnCount)
            {
                throw new BadDataException($"row {row} has column {column}; there are {columnCount} columns, counted from 0.");
            }
            if (column <= previous)
            {
                throw new BadDataException(
                    $"row {row} has column {column} after column {previous}; columns ascend within a row. Sort them and add up what stands twice.");
            }
            previous = column;
        }
    }
}
