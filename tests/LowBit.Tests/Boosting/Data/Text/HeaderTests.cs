
namespace LowBit.Tests;

public class HeaderTests
{
    [Theory]
    [InlineData("x,y\n1,2\n", new[] { "x", "y" })]
    [InlineData("\uFEFFx,y\n1,2\n", new[] { "x", "y" })]
    [InlineData("\n\r\nx,y\r\n1,2\r\n", new[] { "x", "y" })]
    [InlineData(",x\n0,2\n", new[] { "Column_0", "x" })]
    [InlineData("\"\",\"x\"\n\"1\",2\n", new[] { "Column_0", "x" })]
    [InlineData(" x , \"y \" \n1,2\n", new[] { "x", "y" })]
    [InlineData("\"a\"\"b\",\"c,\nd\"\n1,2\n", new[] { "a\"b", "c,\nd" })]
    [InlineData("a,b\nc,d\n", new[] { "a", "b" })]
    [InlineData("x\n1\n", new[] { "x" })]
    [InlineData("größe,重さ\n1,2\n", new[] { "größe", "重さ" })]
    public void LineWithoutNumbersIsTheHeader(string text, string[] names)
    {
        using var table = TextTables.Open(text);
        Assert.Equal(names, table.ColumnNames);
        Assert.Equal(1, table.RowCount);
    }

    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("x,2\n3,4\n")]
    [InlineData("x,?\ny,4\n")]
    [InlineData("x,nan\ny,4\n")]
    [InlineData("x,\"1\"\ny,4\n")]
    [InlineData(",\n3,4\n")]
    [InlineData("\"\",\n3,4\n")]
    public void LineWithANumberOrAMissingMarkIsData(string text)
    {
        using var table = TextTables.Open(text);
        Assert.Null(table.ColumnNames);
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void OptionDecidesInsteadOfTheFirstLine()
    {
        using var years = TextTables.Open("2001,2002\n1,2\n", new() { HasHeader = true });
        Assert.Equal(["2001", "2002"], years.ColumnNames);
        using var words = TextTables.Open("a,b\nc,d\n", new() { HasHeader = false });
        Assert.Equal([0.0, 0.0, 1.0, 1.0], words.Values());
    }

    [Fact]
    public void EqualNamesAreAnError()
    {
        const string remedy = "Give each its own name, or give --header false.";
        Assert.Equal($"t.csv line 1: columns 0 and 2 are both named 'x'. {remedy}", TextTables.Error("x,y,x\n1,2,3\n"));
        Assert.Equal($"t.csv line 2: columns 0 and 1 are both named 'Column_1'. {remedy}",
            TextTables.Error("\nColumn_1,\n1,2\n"));
    }

    [Fact]
    public void NameThatCannotBeReadIsAnError()
    {
        const string rest = "has a quote in its middle or is not UTF-8. Mend it, or give --header false.";
        Assert.Equal($"t.csv line 1: the name of column 1 {rest}", TextTables.Error("x,5\"y\"\n1,2\n"));
        Assert.Equal($"t.csv line 1: the name of column 0 {rest}", TextTables.Error([0xE4, .. "\n1\n"u8]));
    }
}
