using LowBit.Boosting;

namespace LowBit.Tests;

public class AlignedTableTests
{
    static readonly TestTable Training = new TestTable(["y", "a", "b", "c"], [0, 1, 2, 0], [1, 3, 4, 1]).WithTexts(3, "blue", "red");
    static readonly TableSchema Schema = TableSchema.Of(Training, ColumnRoles.Of(Training, new(), hasLabel: true));

    static double[][] Read(TestTable source, Func<int, bool>? required = null, params ExtraColumn[] extra)
    {
        var table = AlignedTable.Create(source, Schema, required ?? (_ => true), extra);
        double[] whole = new double[table.RowCount * table.ColumnCount], single = new double[whole.Length];
        table.Read(0, table.RowCount, whole);
        table.Read([.. Enumerable.Range(0, table.RowCount)], single);
        Assert.Equal(whole, single);
        return [.. whole.Chunk(table.ColumnCount)];
    }

    static string Refusal(TestTable source) => Assert.Throws<BadDataException>(() => Read(source)).Message;

    [Fact]
    public void ColumnsAreMatchedByNameAndTextsGetTheModelsCodes()
    {
        var source = new TestTable(["c", "z", "a", "b"], [0, 9, 1, 2], [1, 9, 3, 4], [2, 9, 5, 6], [double.NaN, 9, 7, 8])
            .WithTexts(0, "blue", "green", "red");
        Assert.Equal([[1, 2, 0], [3, 4, double.NaN], [5, 6, 1], [7, 8, double.NaN]], Read(source));
    }

    [Fact]
    public void ColumnsThatNoSplitUsesMayBeAbsent()
    {
        var source = new TestTable(["a", "c"], [1, 0]).WithTexts(1, "red");
        Assert.Equal([[1, double.NaN, 1]], Read(source, feature => feature != 1));
        Assert.Equal(
            "t.csv has no column 'b', which the model needs; add it, or remove the header to match by position.", Refusal(source));
    }

    [Fact]
    public void WithoutNamesColumnsAreMatchedByPositionWithTheLabelOrWithout()
    {
        Assert.Equal([[5, 6, 1]], Read(new(null, [5, 6, 1])));
        Assert.Equal([[5, 6, 1]], Read(new(null, [0, 5, 6, 1])));
        Assert.Equal("t.csv has 2 columns; the model needs 3, or 4 with the label.", Refusal(new(null, [1, 2])));
        Assert.Equal("t.csv has 5 columns; the model needs 3, or 4 with the label.", Refusal(new(null, [1, 2, 3, 4, 5])));
    }

    [Fact]
    public void ExtraColumnsStandBehindTheFeaturesRecodedOrNot() =>
        Assert.Equal(
            [[1, 2, 0, 30, 7]],
            Read(new(["w", "a", "b", "c", "y"], [7, 1, 2, 0, 1]), null, new ExtraColumn(4, [20, 30]), new ExtraColumn(0, null)));

    [Fact]
    public void TextWhereTrainingHadNumbersIsRefused() => Assert.Equal(
        "column 'a' of t.csv holds text; in training it held numbers.",
        Refusal(new TestTable(["a", "b", "c"], [0, 1, 0]).WithTexts(0, "x")));

    [Fact]
    public void AFieldIsDescribedByItsOwnColumn()
    {
        var table = AlignedTable.Create(new TestTable(["b", "a", "c"], [1, 2, 0]), Schema, _ => true);
        Assert.Equal("t.csv line 2, column 'a'", table.Describe(0, 0));
        Assert.Equal(("t.csv", 1, 3), (table.Name, table.RowCount, table.ColumnCount));
    }
}
