using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>A dense matrix once more as compressed sparse rows; now and then a zero is an entry too.</summary>
sealed class CsrRows
{
    CsrRows(int[] starts, int[] columns, double[] values, int columnCount) =>
        (Starts, Columns, Values, ColumnCount) = (starts, columns, values, columnCount);

    public int[] Starts { get; }

    public int[] Columns { get; }

    public double[] Values { get; }

    public int ColumnCount { get; }

    public int RowCount => Starts.Length - 1;

    /// <param name="dense">[rows × columns], row-major.</param>
    /// <param name="columnCount">Columns.</param>
    /// <param name="everyZero">Each so manieth zero becomes an entry; 0: none.</param>
    public static CsrRows Of(ReadOnlySpan<double> dense, int columnCount, int everyZero = 7)
    {
        List<int> starts = [0], columns = [];
        List<double> values = [];
        int zeros = 0;
        for (int i = 0; i < dense.Length; i++)
        {
            if (dense[i] != 0 || everyZero > 0 && ++zeros % everyZero == 0)
            {
                columns.Add(i % columnCount);
                values.Add(dense[i]);
            }
            if (i % columnCount == columnCount - 1)
            {
                starts.Add(columns.Count);
            }
        }
        return new([.. starts], [.. columns], [.. values], columnCount);
    }

    public Dataset ToDataset(double[] labels, DatasetOptions options) =>
        Dataset.FromCsr(Starts, Columns, Values, RowCount, ColumnCount, labels, options);

    /// <summary>The rows of one rank of a small table.</summary>
    public static Dataset Of(SmallTable table, string objective, DatasetOptions options, ICollective ranks, bool weighted = false)
    {
        int begin = table.RowCount * ranks.Rank / ranks.Size, end = table.RowCount * (ranks.Rank + 1) / ranks.Size;
        var rows = Of(table.Values.AsSpan(begin * SmallTable.ColumnCount, (end - begin) * SmallTable.ColumnCount), SmallTable.ColumnCount);
        return rows.ToDataset(table.LabelsFor(objective)[begin..end], options with
        {
            Categorical = SmallTable.Categorical,
            Weights = weighted ? table.Weights[begin..end] : null,
            Collective = ranks,
        });
    }
}
