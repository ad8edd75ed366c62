using LowBit.Boosting;

namespace LowBit.Tests;

public class LibSvmFormatTests
{
    [Theory]
    [InlineData("1 0:1", true, false)]
    [InlineData("1\n0 5:1\n", true, false)]
    [InlineData("1\t3:2.5\t4:1\n", true, false)]
    [InlineData("# made by hand\n\n-1 1:1 # x,y\n", true, false)]
    [InlineData("2 qid:7 1:3", true, true)]
    [InlineData("0:1 1:2\n", false, false)]
    [InlineData("qid:7 1:2\n", false, true)]
    [InlineData("1,2 0:1\n", true, false)] // refused later, with words of its own
    [InlineData("1 -3:1\n", true, false)]
    [InlineData("1 0:x\n", true, false)]
    public void RowsOfIndexAndValueAreLibSvm(string text, bool hasLabel, bool hasGroup) =>
        Assert.Equal(new LibSvmFormat(hasLabel, hasGroup), LibSvmText.FormatOf(text)!.Value);

    [Theory]
    [InlineData("y,x\n1,2\n")]
    [InlineData("1\t2\n3\t4\n")]
    [InlineData("1\n2\n3\n")]
    [InlineData("time,12:30\n1,2\n")]
    [InlineData("2020-01-01 12:30,5\n")]
    [InlineData("0\t12:30\t5\n")]
    [InlineData("a:b c:d\n")]
    [InlineData("1\n1,2\n")]
    [InlineData("y;x\n1;12:30\n")]
    [InlineData("\"1 2:3\"\n")]
    [InlineData("")]
    public void OtherFilesAreTablesOfFields(string text) => Assert.Null(LibSvmText.FormatOf(text));
}
