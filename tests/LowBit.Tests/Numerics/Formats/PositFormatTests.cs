using System.Globalization;
using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Tests;

public class PositFormatTests
{
    public static TheoryData<int, int> Sizes =>
        [.. from bits in Enumerable.Range(2, 15) from exponentBits in Enumerable.Range(0, 4) where (bits - 2) << exponentBits <= 126 select (bits, exponentBits)];

    // [posit standard 2022]; with es 0 and 1 the earlier posit8 and posit16.
    [Theory]
    [InlineData(8, 2, 0x01, 5.9604644775390625e-8)]
    [InlineData(8, 2, 0x40, 1)]
    [InlineData(8, 2, 0x48, 2)]
    [InlineData(8, 2, 0x60, 16)]
    [InlineData(8, 2, 0x7F, 16777216)]
    [InlineData(8, 2, 0xC0, -1)]
    [InlineData(8, 2, 0x4C, 3)]
    [InlineData(8, 2, 0x38, 0.5)]
    [InlineData(8, 0, 0x7F, 64)]
    [InlineData(8, 0, 0x01, 0.015625)]
    [InlineData(8, 0, 0x50, 1.5)]
    [InlineData(16, 1, 0x7FFF, 268435456)]
    [InlineData(16, 2, 0x7FFF, 72057594037927936)]
    [InlineData(16, 2, 0x4C91, 3.1416015625)]
    public void CodesHaveTheirPublishedNumbers(int bits, int exponentBits, int code, double number) =>
        Assert.Equal(number, PositFormat.Of(bits, exponentBits).Decode((uint)code));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CodesAreThoseOfTheDefinition(int bits, int exponentBits)
    {
        var format = PositFormat.Of(bits, exponentBits);
        for (int code = 0; code < 1 << bits; code++)
        {
            Assert.Equal(Number(code, bits, exponentBits), format.Decode((uint)code));
        }
        Assert.Equal(1u << (bits - 1), format.Encode(double.NaN));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void NeighboursAreSeparatedByThePositOfOneBitMore(int bits, int exponentBits)
    {
        int half = 1 << (bits - 1);
        var format = PositFormat.Of(bits, exponentBits);
        double[] midpoints = [.. Enumerable.Range(1 - half, (2 * half) - 2).Select(lower => lower is -1 or 0
            ? 0
            : Number(((2 * lower) + 1) & ((4 * half) - 1), bits + 1, exponentBits))];
        var line = new CodebookLine(format, midpoints);
        var oracle = new TableOracle(line);
        foreach (double value in FormatInputs.Sorted([.. FormatInputs.Some(61), .. FormatInputs.Around(line, 1000)]))
        {
            foreach (var mode in new[] { RoundingMode.NearestEven, RoundingMode.NearestAway, RoundingMode.Stochastic })
            {
                Assert.Equal(oracle.Encode(value, mode, 0x2345_6789), format.Encode(value, mode, 0x2345_6789));
            }
        }
    }

    [Theory]
    [InlineData(1e-300, 0x01)]
    [InlineData(double.Epsilon, 0x01)]
    [InlineData(-1e-300, 0xFF)]
    [InlineData(1e300, 0x7F)]
    [InlineData(-1e300, 0x81)]
    [InlineData(0.0, 0x00)]
    public void NothingButZeroBecomesZeroAndNothingButNaNBecomesNaN(double value, int code)
    {
        var posit = PositFormat.Of(8);
        Assert.Equal((uint)code, posit.Encode(value));
        Assert.Equal((uint)code, posit.Encode(value, RoundingMode.NearestAway));
    }

    // Above 2²⁰ posit8 has the exponents 20 and 24 alone: the standard separates them at 2²², not at their mean.
    [Theory]
    [InlineData(4194304.0, 0x7E)]
    [InlineData(4194305.0, 0x7F)]
    public void WhereFractionBitsHaveRunOutTheMidpointIsGeometric(double value, int code) =>
        Assert.Equal((uint)code, PositFormat.Of(8).Encode(value));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(17, 0)]
    [InlineData(16, 4)]
    [InlineData(8, -1)]
    public void OtherSizesAreRefused(int bits, int exponentBits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PositFormat.Of(bits, exponentBits));

    // By the letter, on a string of bits.
    static double Number(int code, int bits, int exponentBits)
    {
        int count = 1 << bits;
        if (code == 0 || code == count / 2)
        {
            return code == 0 ? 0 : double.NaN;
        }
        bool isNegative = code > count / 2;
        string digits = (isNegative ? count - code : code).ToString("b", CultureInfo.InvariantCulture).PadLeft(bits, '0')[1..];
        int run = digits.TakeWhile(digit => digit == digits[0]).Count();
        string rest = digits[Math.Min(run + 1, digits.Length)..].PadRight(exponentBits, '0');
        int exponent = rest[..exponentBits].Aggregate(0, (sum, digit) => (2 * sum) + (digit - '0'));
        double fraction = rest[exponentBits..].Reverse().Aggregate(0.0, (sum, digit) => (sum + digit - '0') / 2);
        int regime = digits[0] == '1' ? run - 1 : -run;
        return (isNegative ? -1 : 1) * (1 + fraction) * Math.Pow(2, (regime * (1 << exponentBits)) + exponent);
    }
}
