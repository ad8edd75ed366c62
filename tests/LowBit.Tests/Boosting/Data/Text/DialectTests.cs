using LowBit.Boosting;

namespace LowBit.Tests;

public class DialectTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", 2)]
    [InlineData("a\tb,c\n1\t2\n", 2)]
    [InlineData("a;b;c\n1,5;2,5;3,5\n", 3)]
    [InlineData("1,5;2,5\n3,5;4,5\n", 2)]
    [InlineData("a;b,c\n1,2\n", 2)]
    [InlineData("\"a;b\",c\n1,2\n", 2)]
    [InlineData("a;b,c\n", 2)]
    [InlineData("a b\n1 2\n", 1)]
    [InlineData("x\n1\n", 1)]
    public void DelimiterThatTheFirstTwoLinesShareIsTaken(string text, int columns)
    {
        using var table = TextTables.Open(text, new() { HasHeader = false });
        Assert.Equal(columns, table.ColumnCount);
    }

    [Fact]
    public void LinesThatDifferAreSplitAtWhatStandsOnTheFirst() =>
        Assert.Equal("t.csv line 2: 3 fields, where the first line has 2. Mend the line; a text that holds the delimiter "
            + "stands in quotes.", TextTables.Error("1,2\n3,4,5\n"));

    [Theory]
    [InlineData('|', "1|2\n")]
    [InlineData(' ', "1 2\n")]
    [InlineData(',', "1,2;3\n")]
    public void OptionNamesTheDelimiter(char delimiter, string text)
    {
        using var table = TextTables.Open(text, new() { Delimiter = delimiter, HasHeader = false });
        Assert.Equal(2, table.ColumnCount);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('.')]
    [InlineData('-')]
    [InlineData('e')]
    [InlineData('7')]
    [InlineData('\0')]
    [InlineData('é')]
    public void DelimiterThatNumbersOrQuotesNeedIsAnError(char delimiter)
    {
        var error = Assert.Throws<BadOptionException>(() => TextTable.Open("t.csv", new() { Delimiter = delimiter }));
        Assert.Equal($"The delimiter is U+{(int)delimiter:X4}. Give an ASCII character that is no part of a number, quote or "
            + "line end.", error.Message);
    }

    [Fact]
    public void LineEndsOfACarriageReturnAloneAreAnError() =>
        Assert.Equal("t.csv line 1: a carriage return without a line feed. End lines in a line feed, or in both.",
            TextTables.Error("a,b\r1,2\r3,4\r"));

    [Theory]
    [InlineData("x", 0)]
    [InlineData("2", 1)]
    [InlineData("1", 1)]
    [InlineData("0", 0)]
    [InlineData("3", -1)]
    [InlineData("-1", -1)]
    [InlineData("z", -1)]
    public void NameGoesBeforeIndex(string column, int expected) =>
        Assert.Equal(expected, new Dialect((byte)',', 3, ["x", "2", "y"], default).Find(column));
}
