using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>Data sets without features: rows with labels, where only those matter.</summary>
static class LabelRows
{
    public static Dataset Of(
        double[] labels, long firstRow = 0, double[]? weights = null, ICollective? ranks = null, int[]? groupSizes = null) =>
        new(new TableSchema { Roles = [], Texts = [] }, new DatasetOptions { Collective = ranks ?? SingleProcess.Instance })
        {
            RowCount = labels.Length,
            FirstRow = firstRow,
            GlobalRowCount = firstRow + labels.Length,
            LabelValues = labels,
            WeightValues = weights,
            GroupStarts = groupSizes is null ? null : RowGroups.Starts(groupSizes),
            DescribeLabel = row => $"row {row}",
        };
}
