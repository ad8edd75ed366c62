namespace LowBit.Boosting;

/// <summary>All rows of a LibSVM file.</summary>
/// <param name="Table">The entries; an index as written is the column.</param>
/// <param name="Labels">[rows], or null where rows have none.</param>
/// <param name="GroupSizes">Rows of each group, or null where rows have no <c>qid:</c>.</param>
sealed record LibSvmRows(CsrTable<double> Table, double[]? Labels, int[]? GroupSizes)
{
    internal static LibSvmRows Join(LibSvmFile file, LibSvmPart[] parts, LibSvmOptions options)
    {
        long rows = parts.Sum(part => (long)part.RowEnds.Length), entries = parts.Sum(part => (long)part.Columns.Length);
        if (rows > Math.Min(file.Sizes.MaxRows, int.MaxValue - 1) || entries > Array.MaxLength)
        {
            throw new BadDataException(
                $"{file.Source.Name} has {rows} rows with {entries} entries; a table holds 2147483646 rows and {Array.MaxLength} entries at most. Train on a sample of them.");
        }
        if (rows == 0)
        {
            throw new BadDataException($"{file.Source.Name} has no rows of data. Add rows.");
        }
        var starts = new int[rows + 1];
        var columns = new int[entries];
        double[] values = new double[entries], labels = new double[file.Format.HasLabel ? rows : 0];
        var groups = new long[file.Format.HasGroup ? rows : 0];
        int row = 0, entry = 0, largest = -1;
        for (int i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            part.Columns.CopyTo(columns.AsSpan(entry));
            part.Values.CopyTo(values.AsSpan(entry));
            part.Labels.CopyTo(labels.AsSpan(Math.Min(row, labels.Length)));
            part.Groups.CopyTo(groups.AsSpan(Math.Min(row, groups.Length)));
            foreach (int end in part.RowEnds)
            {
                starts[++row] = entry + end;
            }
            entry += part.Columns.Length;
            largest = Math.Max(largest, part.LargestIndex);
            parts[i] = null!; // its memory may go
        }
        var table = new CsrTable<double>(starts, columns, values, options.ColumnCount ?? largest + 1, null)
        {
            Name = file.Source.Name,
            DescribeRow = at => $"{file.Source.Name} line {LibSvmFile.LineOf(file.Source, at)}",
        };
        return new(table, file.Format.HasLabel ? labels : null, file.Format.HasGroup ? Sizes(table, groups) : null);
    }

    /// <summary>A LibSVM file has numbers for labels.</summary>
    internal static void CheckClasses(string name, TableSchema? schema)
    {
        if (schema?.ClassNames is { } classes)
        {
            throw new BadDataException(
                $"{name} has numbers for labels; in training they were the texts {string.Join(", ", classes.Take(4))}. Use a CSV file.");
        }
    }

    static int[] Sizes(CsrTable<double> table, long[] groups)
    {
        var sizes = new List<int>();
        var seen = new HashSet<long>();
        for (int row = 0; row < groups.Length; row++)
        {
            if (row > 0 && groups[row] == groups[row - 1])
            {
                sizes[^1]++;
                continue;
            }
            if (!seen.Add(groups[row]))
            {
                throw new BadDataException(
                    $"{table.DescribeRow(row)}: qid {groups[row]} comes back after another one. Put the rows of a group next to each other.");
            }
            sizes.Add(1);
        }
        return [.. sizes];
    }
}
