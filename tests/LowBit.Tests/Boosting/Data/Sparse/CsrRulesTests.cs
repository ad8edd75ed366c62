using LowBit.Boosting;

namespace LowBit.Tests;

public class CsrRulesTests
{
    static string Refusal(int[] starts, int[] columns, int values, int rows = 2, int width = 3, DatasetOptions? options = null) =>
        Assert.Throws<BadDataException>(
            () => Dataset.FromCsr(starts, columns, new double[values], rows, width, new double[2], options)).Message;

    [Fact]
    public void TheArraysDescribeRows()
    {
        Assert.Equal("there are 2 row starts for 2 rows; one more than rows is needed.", Refusal([0, 1], [0], 1));
        Assert.Equal("there are 1 column indices for 2 values; one a value is needed.", Refusal([0, 1, 2], [0], 2));
        Assert.Equal(
            "the row starts go from 1 to 2; the first is 0 and the last the number of values, 2.", Refusal([1, 1, 2], [0, 1], 2));
        Assert.Equal(
            "the row starts go from 0 to 3; the first is 0 and the last the number of values, 2.", Refusal([0, 1, 3], [0, 1], 2));
        Assert.Equal("row 1 starts at 5 and ends at 2; row starts ascend.", Refusal([0, 5, 2], [0, 1], 2));
        Assert.Equal("there are 1 row starts for -1 rows; one more than rows is needed.", Refusal([0], [], 0, rows: -1));
    }

    [Fact]
    public void ColumnsAscendAndExist()
    {
        Assert.Equal("row 0 has column 3; there are 3 columns, counted from 0.", Refusal([0, 1, 1], [3], 1));
        Assert.Equal("row 1 has column -1; there are 3 columns, counted from 0.", Refusal([0, 0, 1], [-1], 1));
        Assert.Equal(
            "row 1 has column 1 after column 1; columns ascend within a row. Sort them and add up what stands twice.",
            Refusal([0, 1, 3], [2, 1, 1], 3));
    }

    [Fact]
    public void TheRestIsCheckedAsForArrays()
    {
        Assert.Equal("there are 1 column names for 3 columns.", Refusal([0, 0, 0], [], 0, options: new() { ColumnNames = ["a"] }));
        Assert.Equal("there are 2 labels for 1 rows of the array; one a row is needed.", Refusal([0, 0], [], 0, rows: 1));
        var reference = CsrRows.Of([1, 2, 3, 4], 2).ToDataset([0, 1], new() { MinDataInBin = 1 });
        Assert.Equal("the array has 3 columns; the training set has 2.", Refusal([0, 0, 0], [], 0, options: new() { Reference = reference }));
    }
}
