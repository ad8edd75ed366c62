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

    /// <summary>Neighbouring rows with one id are a group.</summary>
    /// <param name="ids">[rows] id of each row's group.</param>
    /// <param name="describe">Where a row's id stands.</param>
    /// <exception cref="BadDataException">An id is missing, or comes back after another.</exception>
    public static int[] StartsOf(ReadOnlySpan<double> ids, Func<int, string> describe)
    {
        var starts = new List<int>();
        var seen = new HashSet<double>();
        for (int row = 0; row < ids.Length; row++)
        {
            if (double.IsNaN(ids[row]))
            {
                throw new BadDataException($"{describe(row)} is missing; every row needs the id of its group.");
            }
            if (row > 0 && ids[row] == ids[row - 1])
            {
                continue;
            }
            if (!seen.Add(ids[row]))
            {
                throw new BadDataException(
                    $"{describe(row)}: the group comes back after another one. Put the rows of a group next to each other.");
            }
            starts.Add(row);
        }
        starts.Add(ids.Length);
        return [.. starts];
    }

    /// <summary>Rows of each group.</summary>
    public static int[] Sizes(int[] starts) => [.. starts.Skip(1).Zip(starts, (end, start) => end - start)];

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
