using LowBit.Cli;

namespace LowBit.Tests;

public class ColumnsTests
{
    [Fact]
    public void WordsStandLeftAndNumbersRight()
    {
        using var output = new StringWriter();
        Columns.Write(output, ["name", "use", "n"], [(string[])["a", "feature", "10"], ["long name", "text", ""]]);
        Assert.Equal("name       use       n\na          feature  10\nlong name  text\n", output.ToString());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    public void ExactTextReadsBack(double value) => Assert.Equal(value, double.Parse(Columns.Exact(value)));
}
