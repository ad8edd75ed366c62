namespace LowBit.Boosting;

public sealed partial class Dataset
{
    /// <summary>
    /// Some of the rows, with the bins of all: edges, categories and missing types are those of this set. Labels have no
    /// part in bins.
    /// </summary>
    /// <param name="rows">Rows, ascending.</param>
    /// <param name="reference">The training set that the rows are validation for; null: they train.</param>
    internal Dataset Subset(int[] rows, Dataset? reference) => new(Schema, Options with { Reference = reference })
    {
        RowCount = rows.Length,
        LabelValues = Array.ConvertAll(rows, row => LabelValues[row]),
        TargetValues = ReferenceEquals(TargetValues, LabelValues) ? null! : Array.ConvertAll(rows, row => TargetValues[row]),
        WeightValues = WeightValues is { } weights ? Array.ConvertAll(rows, row => weights[row]) : null,
        InitScoreValues = InitScoreValues is null ? null : InitScoresOf(rows),
        GroupStarts = GroupStarts is { } starts ? GroupsOf(rows, starts) : null,
        Mappers = Mappers,
        Features = Features,
        Bins = BinsOf(rows),
        FirstRow = 0,
        GlobalRowCount = rows.Length,
        DescribeLabel = row => DescribeLabel(rows[row]),
    };

    double[] InitScoresOf(int[] rows)
    {
        int outputs = InitScoreValues!.Length / RowCount;
        return [.. Enumerable.Range(0, outputs).SelectMany(output => rows.Select(row => InitScoreValues[output * RowCount + row]))];
    }

    /// <summary>Rows of one group stay one group.</summary>
    static int[] GroupsOf(int[] rows, int[] starts)
    {
        var kept = new List<int>();
        for (int i = 0, group = 0; i < rows.Length; i++)
        {
            int before = group;
            while (rows[i] >= starts[group + 1])
            {
                group++;
            }
            if (i == 0 || group > before)
            {
                kept.Add(i);
            }
        }
        return [.. kept, rows.Length];
    }

    BinnedMatrix BinsOf(int[] rows)
    {
        using var team = new WorkerTeam(Options.NumThreads);
        var columns = new BinColumn[Features.Length];
        team.ForRanges(columns.Length, 1, (feature, _) =>
            columns[feature] = Bins.SparseOf(feature) is { } sparse ? SparseColumnOf(sparse, rows)
                : Bins.BinCount(feature) <= 256 ? ByteColumnOf(feature, rows) : WordColumnOf(feature, rows));
        return new BinnedMatrix(columns, Array.ConvertAll(Features, feature => feature.Bins.BinCount), rows.Length, team);
    }

    static SparseColumn SparseColumnOf(SparseColumn column, int[] rows)
    {
        var kept = new List<int>();
        var bins = new List<ushort>();
        foreach (var (row, entry) in column.EntriesIn(rows))
        {
            kept.Add(row);
            bins.Add(column.Bins[entry]);
        }
        return new([.. kept], [.. bins], column.DefaultBin);
    }

    ByteColumn ByteColumnOf(int feature, int[] rows)
    {
        var bins = new NativeBuffer<byte>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            bins[i] = (byte)Bins.BinOf(feature, rows[i]);
        }
        return new(bins);
    }

    WordColumn WordColumnOf(int feature, int[] rows)
    {
        var bins = new NativeBuffer<ushort>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            bins[i] = (ushort)Bins.BinOf(feature, rows[i]);
        }
        return new(bins);
    }
}
