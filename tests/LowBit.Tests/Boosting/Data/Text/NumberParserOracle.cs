using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Next to <see cref="double.Parse(string)"/>, which rounds texts of any length correctly.</summary>
public class NumberParserOracle
{
    static readonly Gen<string> Digit = Gen.Char['0', '9'].Select(c => c.ToString());
    static readonly Gen<string> Sign = Gen.OneOf("", "", "-", "+");
    static readonly Gen<double> AnyDouble = Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite);

    static Gen<string> Digits(int least, int most) => Digit.Array[least, most].Select(string.Concat);

    [Fact]
    public void PlainDecimalsAgree() => Agree(
        Gen.Select(Sign, Digits(1, 9), Digits(0, 18), (sign, whole, fraction) => $"{sign}{whole}.{fraction}"), 100_000);

    [Fact]
    public void IntegersAgree() => Agree(Gen.Select(Sign, Digits(1, 24), (sign, whole) => sign + whole), 100_000);

    [Fact]
    public void ExponentsAgree() => Agree(
        Gen.Select(Sign, Digits(1, 22), Digits(0, 22), Gen.Int[-400, 400], (sign, whole, fraction, exponent) =>
            $"{sign}{whole}.{fraction}e{exponent}"), 100_000);

    [Fact]
    public void ShortestTextOfAnyDoubleReadsBack() =>
        Agree(AnyDouble.Select(x => x.ToString("R", CultureInfo.InvariantCulture)), 100_000);

    [Fact]
    public void SeventeenDigitsOfAnyDoubleReadBack() =>
        Agree(AnyDouble.Select(x => x.ToString("E16", CultureInfo.InvariantCulture)), 100_000);

    [Fact]
    public void LongTextsAgree() => Agree(
        Gen.Select(Sign, Digits(20, 900), Digits(0, 900), Gen.Int[-1500, 400], (sign, whole, fraction, exponent) =>
            $"{sign}{whole}.{fraction}e{exponent}"), 5_000);

    [Fact]
    public void HalfwayCasesAgree() => Agree(Halfway(Gen.ULong[0, 0x7FEF_FFFF_FFFF_FFFF]), 20_000);

    [Fact]
    public void SubnormalHalfwayCasesAgree() => Agree(Halfway(Gen.ULong[0, 0x0010_0000_0000_0002]), 10_000);

    [Fact]
    public void HalfwayCasesOfFewDigitsAgree() =>
        Agree(Halfway(Gen.ULong[0x4330_0000_0000_0000, 0x43FF_FFFF_FFFF_FFFF]), 30_000);

    [Fact]
    public void BordersOfTheRangeAgree() => Agree(
        Gen.Select(
            Gen.OneOf(
                "1.7976931348623157", "1.7976931348623158", "1.797693134862315807", "1.7976931348623159",
                "2.2250738585072014", "2.2250738585072011", "4.9406564584124654", "2.4703282292062327",
                "2.4703282292062328", "9007199254740993", "9007199254740992.5"),
            Gen.OneOf(-340, -324, -323, -308, -307, 0, 292, 307, 308, 309),
            (digits, exponent) => $"{digits}e{exponent}"), 2_000);

    // The exact midpoint between a double and the next, and its neighbours one unit of its last digit away.
    static Gen<string> Halfway(Gen<ulong> bits) => Gen.Select(bits, Gen.Int[-1, 1], (low, nudge) =>
    {
        ulong exponent = Math.Max(low >> 52, 1);
        ulong significand = (low & 0x000F_FFFF_FFFF_FFFF) | (low >> 52 == 0 ? 0 : 1UL << 52);
        int power = (int)exponent - 1075 - 1;
        var numerator = new BigInteger(2 * significand + 1);
        var digits = power >= 0 ? numerator << power : numerator * BigInteger.Pow(5, -power);
        return $"{digits + nudge}e{Math.Min(power, 0)}";
    });

    static void Agree(Gen<string> texts, long count) => texts.Sample(text =>
    {
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
        if (PaddedNumber.TryParsePlain(text, out double plain))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(plain));
        }
    }, iter: count, threads: 1);
}
