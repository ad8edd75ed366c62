using LowBit.Boosting;

namespace LowBit.Tests;

public class DatasetSubsetTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(16)]
    public void ASubsetHasTheBinsOfAllRows(int maxBin)
    {
        var table = new SmallTable(500);
        var data = table.ToDataset("regression", new() { MaxBin = maxBin }, weighted: true);
        int[] rows = [.. Enumerable.Range(0, 500).Where(row => row % 3 == 1)];
        var subset = data.Subset(rows, data);
        string[] all = DatasetContent.Rows(data);
        Assert.Equal(rows.Select(row => all[row]), DatasetContent.Rows(subset));
        Assert.Equal(DatasetContent.Features(data), DatasetContent.Features(subset));
        Assert.Equal(rows.Length, subset.GlobalRowCount);
        Assert.Equal("the labels, row 4", subset.DescribeLabel(1));
        Assert.Same(data, subset.Options.Reference);
    }

    [Fact]
    public void RowsOfOneGroupStayOneGroup()
    {
        var data = new SmallTable(20).ToDataset("regression", new() { GroupSizes = [5, 1, 4, 10] });
        Assert.Equal([0, 5, 6, 10, 20], data.GroupStarts!);
        Assert.Equal([0, 2, 3, 5], data.Subset([1, 2, 5, 10, 19], null).GroupStarts!);
        Assert.Equal([0, 1], data.Subset([7], null).GroupStarts!);
    }

    [Fact]
    public void InitialScoresGoWithTheirRows()
    {
        double[] scores = [.. Enumerable.Range(0, 40).Select(i => (double)i)];
        var data = new SmallTable(20).ToDataset("regression", new() { InitScores = scores });
        Assert.Equal([3, 19, 23, 39], data.Subset([3, 19], null).InitScoreValues!);
    }

    [Fact]
    public void SparseColumnsKeepTheirBins()
    {
        double[] values = [.. Enumerable.Range(0, 8_000).Select(i => i / 40 % 50 == 1 ? 1.0 + i % 3 : i % 40 < 39 ? 0 : i / 40 % 7)];
        var data = Dataset.FromArrays(values, 200, 40, new double[200], new() { MinDataInBin = 1 });
        Assert.Contains(Enumerable.Range(0, data.UsedFeatureCount), feature => data.Bins.SparseOf(feature) is not null);
        int[] rows = [2, 51, 100, 148];
        string[] all = DatasetContent.Rows(data);
        Assert.Equal(rows.Select(row => all[row]), DatasetContent.Rows(data.Subset(rows, data)));
    }

    [Fact]
    public void AllRowsTrainTheSameTrees()
    {
        var data = new SmallTable(600).ToDataset("binary", new());
        var options = new BoosterOptions { Objective = "binary", NumIterations = 5 };
        Assert.Equal(
            Booster.Train(data, options).ToText(),
            Booster.Train(data.Subset([.. Enumerable.Range(0, 600)], null), options).ToText());
    }
}
