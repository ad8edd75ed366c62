using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public class FieldTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData(" abc ", " abc ")]
    [InlineData("\"abc\"", "abc")]
    [InlineData(" \"abc\"\t", "abc")]
    [InlineData("\" abc \"", " abc ")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\"a\"\"b\"\"c\"", "a\"b\"c")]
    [InlineData("\"\"\"a\"\"\" ", "\"a\"")]
    [InlineData("\"a\nb\"", "a\nb")]
    public void TextStandsBetweenTheQuotes(string field, string expected)
    {
        Assert.True(new FieldText().TryRead(Encoding.UTF8.GetBytes(field), out var text));
        Assert.Equal(expected, Encoding.UTF8.GetString(text));
    }

    [Theory]
    [InlineData("a\"b\"")]
    [InlineData("\"a\"b")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\"\"b\"c")]
    [InlineData("5\"")]
    [InlineData("\"")]
    [InlineData("\"a\"\"")]
    public void QuoteAnywhereElseIsRefused(string field) =>
        Assert.False(new FieldText().TryRead(Encoding.UTF8.GetBytes(field), out _));
}
