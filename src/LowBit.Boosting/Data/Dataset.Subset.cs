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
        WeightValues = WeightValues is { } weights ? Array.ConvertAll(rows, row => weights[row]) : null,
        Mappers = Mappers,
        Features = Features,
        Bins = BinsOf(rows),
        FirstRow = 0,
        GlobalRowCount = rows.Length,
        DescribeLabel = row => DescribeLabel(rows[row]),
    };

    unsafe BinnedMatrix BinsOf(int[] rows)
    {
        using var team = new WorkerTeam(Options.NumThreads);
        var columns = Array.ConvertAll(Features, _ => new NativeBuffer<byte>(rows.Length));
        team.ForRanges(columns.Length, 1, (feature, _) =>
        {
            byte* all = Bins.Column(feature);
            for (int i = 0; i < rows.Length; i++)
            {
                columns[feature][i] = all[rows[i]];
            }
        });
        return new BinnedMatrix(columns, rows.Length, team);
    }
}
