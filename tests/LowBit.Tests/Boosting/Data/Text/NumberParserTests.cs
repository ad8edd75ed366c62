using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public class NumberParserTests
{
    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("-0", -0.0)]
    [InlineData("+7", 7.0)]
    [InlineData("5.", 5.0)]
    [InlineData(".5", 0.5)]
    [InlineData("-.5e1", -5.0)]
    [InlineData("1E+2", 100.0)]
    [InlineData("1e-02", 0.01)]
    [InlineData("12345678", 12345678.0)]
    [InlineData("1234567.5", 1234567.5)]
    [InlineData("12345678.5", 12345678.5)]
    [InlineData("00000000000000000000000000001", 1.0)]
    [InlineData("0e999999999999999999999999", 0.0)]
    [InlineData("1e999999999999999999999999", double.PositiveInfinity)]
    [InlineData("-1e-999999999999999999999999", -0.0)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-INFINITY", double.NegativeInfinity)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("-NaN", double.NaN)]
    public void NumberIsRead(string text, double expected)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+-1")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5.")]
    [InlineData("1.2.3")]
    [InlineData("12345678901.2.3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\r")]
    [InlineData("infin")]
    [InlineData("nano")]
    [InlineData("1f")]
    [InlineData("٣")]
    [InlineData("1234567\u00e9")]
    [InlineData("123456789,1")]
    [InlineData("0.123456789a1234567")]
    [InlineData("0.1a345678901234567")]
    [InlineData("0.1234567:")]
    [InlineData("0.1234567/")]
    public void AnythingElseIsNot(string text)
    {
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(0.0, value);
        Assert.False(PaddedNumber.TryParsePlain(text, out _));
    }

    [Fact]
    public void ExponentMakesUpForAnyNumberOfZeros()
    {
        string small = "0." + new string('0', 100_000) + "1e100001";
        string large = "1" + new string('0', 100_000) + "e-100000";
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(small), out double up));
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(large), out double down));
        Assert.Equal((1.0, 1.0), (up, down));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1.7320508")]
    [InlineData("0.123456789012345")]
    [InlineData("-0.12345678901234")]
    [InlineData("12.3456789012345678")]
    [InlineData("0.1234567890123456")]
    [InlineData("0.12345678901234567")]
    [InlineData("0.012345678901234567")]
    [InlineData("12345678")]
    [InlineData("-1700000000000")]
    [InlineData("9999999999999999")]
    [InlineData("1234567.8")]
    [InlineData("1234567.123456789012")]
    [InlineData("100.00000000000001")]
    public void OrdinaryFieldTakesThePlainPath(string text) => Assert.True(PaddedNumber.TryParsePlain(text, out _));

    [Theory]
    [InlineData("12345678901234567")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData("1234567.")]
    [InlineData("12345678.")]
    [InlineData(".5")]
    [InlineData("1e5")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("12345678.9")]
    [InlineData("1234.1234567890123456")]
    [InlineData("0.1234567890123456789")]
    public void OtherFieldsDoNot(string text) => Assert.False(PaddedNumber.TryParsePlain(text, out _));
}
