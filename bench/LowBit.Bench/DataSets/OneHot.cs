namespace LowBit.Bench;

/// <summary>Categories as columns of 0 and 1, one a code, in sparse rows; a missing category has no 1. Numbers stay.</summary>
static class OneHot
{
    public static Rows Expand(Rows rows)
    {
        var firsts = FirstColumns(rows);
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.ColumnCount; column++)
            {
                var value = rows.Values[row * rows.ColumnCount + column];
                var isCategory = rows.Categorical.Contains(column);
                if (isCategory ? !double.IsNaN(value) : value != 0)
                {
                    columns.Add(firsts[column] + (isCategory ? (int)value : 0));
                    values.Add(isCategory ? 1 : value);
                }
            }
            starts.Add(columns.Count);
        }
        return rows with
        {
            Values = [],
            ColumnCount = firsts[^1],
            Categorical = [],
            Sparse = new([.. starts], [.. columns], [.. values]),
        };
    }

    /// <summary>[columns + 1] where each column's own begin, and their number.</summary>
    static int[] FirstColumns(Rows rows)
    {
        var firsts = new int[rows.ColumnCount + 1];
        for (var column = 0; column < rows.ColumnCount; column++)
        {
            firsts[column + 1] = firsts[column] + (rows.Categorical.Contains(column) ? CodeCount(rows, column) : 1);
        }
        return firsts;
    }

    static int CodeCount(Rows rows, int column) => 1 + (int)Enumerable.Range(0, rows.Count)
        .Select(row => rows.Values[row * rows.ColumnCount + column]).Where(code => !double.IsNaN(code)).DefaultIfEmpty(-1).Max();
}
