namespace LowBit.Boosting;

/// <summary>Groups of neighbouring rows, such as the results of one query.</summary>
static class RowGroups
{
    /// <summary>First row of each group, and the row behind the last.</summary>
    public static int[] Starts(int[] sizes)
    {
        var starts = new int[sizes.Length + 1];
        for (int group = 0; group < sizes.Length; group++)
        {
            starts[group + 1] = starts[group] + sizes[group];
        }
        return starts;
    }

    /// <exception cref="BadDataException">A group is empty, or the groups do not add up to the rows.</exception>
    public static void Check(int[]? sizes, ITable table)
    {
        if (sizes is null)
        {
            return;
        }
        int empty = Array.FindIndex(sizes, size => size < 1);
        if (empty >= 0)
        {
            throw new BadDataException($"group {empty} has {sizes[empty]} rows; a group has 1 or more.");
        }
        long sum = sizes.Sum(size => (long)size);
        if (sum != table.RowCount)
        {
            throw new BadDataException(
                $"the sizes of {sizes.Length} groups add up to {sum} rows; {table.Name} has {table.RowCount}. Give each group's number of rows.");
        }
    }
}
