using LowBit.Boosting;

namespace LowBit.Tests;

public class DatasetRulesTests
{
    static readonly TestTable Table = new(["y", "a", "w"], [0, 1, 2], [1, 5, 0.5]);

    static string Refusal(TestTable table, DatasetOptions options, double[]? labels = null) =>
        Assert.ThrowsAny<LowBitException>(() => DatasetBuilder.Build(table, labels, options with { NumThreads = 1 })).Message;

    [Fact]
    public void ATableNeedsRowsAndAFeature()
    {
        Assert.Equal("t.csv has no rows; at least one is needed.", Refusal(new(["y", "a"]), new()));
        Assert.Equal(
            "t.csv has no feature column; it needs the label and at least one more.", Refusal(new(["y"], [[1]]), new()));
    }

    [Fact]
    public void LabelsAndWeightsAreOneARow()
    {
        Assert.Equal("there are 3 labels for 2 rows of t.csv; one a row is needed.", Refusal(Table, new(), [1, 2, 3]));
        Assert.Equal("there are 1 weights for 2 rows of t.csv; one a row is needed.", Refusal(Table, new() { Weights = [1] }));
    }

    [Fact]
    public void OptionsHaveRanges()
    {
        Assert.Equal(
            "max_bin is 1; allowed are 2 … 65535 (a bin is a number of two bytes).",
            Refusal(Table, new() { MaxBin = 1 }));
        Assert.StartsWith("max_bin is 65536; allowed are 2 … 65535", Refusal(Table, new() { MaxBin = 65_536 }), StringComparison.Ordinal);
        Assert.StartsWith("min_data_in_bin is -1;", Refusal(Table, new() { MinDataInBin = -1 }), StringComparison.Ordinal);
        Assert.StartsWith(
            "bin_construct_sample_cnt is 0; allowed are 1 …",
            Refusal(Table, new() { BinConstructSampleCnt = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void ThreadsHaveARange() => Assert.Equal(
        "num_threads is 1025; allowed are 0 … 1024 (0 takes one a core).",
        Assert.Throws<BadOptionException>(() => DatasetRules.Check(Table, null, new() { NumThreads = 1025 })).Message);

    [Theory]
    [InlineData(double.NaN, "missing"), InlineData(double.PositiveInfinity, "infinite"), InlineData(double.NegativeInfinity, "infinite")]
    public void EveryLabelIsFinite(double label, string state)
    {
        Assert.Equal(
            $"t.csv line 3, column 'y' is {state}; every row needs a finite label: remove the row or fill it in.",
            Refusal(new(["y", "a"], [0, 1], [label, 2]), new()));
        Assert.Equal(
            $"the labels, row 1, is {state}; every row needs a finite label: remove the row or fill it in.",
            Refusal(Table, new(), [0, label]));
    }

    [Theory]
    [InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(-0.5)]
    public void EveryWeightIsFiniteAndNotNegative(double weight)
    {
        Assert.Equal(
            "t.csv line 2, column 'w' is no weight; weights are finite and 0 or more.",
            Refusal(new(["y", "w", "a"], [0, weight, 1], [0, 1, 2]), new() { Weight = "w" }));
        Assert.Equal(
            "the weights, row 1, is no weight; weights are finite and 0 or more.",
            Refusal(Table, new() { Weights = [0, weight] }));
    }

    [Fact]
    public void ColumnNamesDiffer() => Assert.Equal(
        "t.csv has more than one column 'a'; give each column a name of its own.",
        Refusal(new(["y", "a", "b", "a"], [1, 2, 3, 4]), new()));
}
