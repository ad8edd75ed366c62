using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

public class FixedPointTests
{
    static readonly Gen<float> Positive = Gen.Int[1, 0x7F7F_FFFF].Select(BitConverter.Int32BitsToSingle);

    [Theory]
    [InlineData(1.0, -30)]
    [InlineData(1.5, -29)]
    [InlineData(0.9999999, -30)]
    [InlineData(3.4028234663852886e38, 98)]
    [InlineData(1.401298464324817e-45, -179)]
    [InlineData(0.0, -1022)]
    [InlineData(1e-310, -1022)]
    public void ScaleIsTheSmallestPowerOfTwoThatFits(double absMax, int exponent) =>
        Assert.Equal(Math.ScaleB(1, exponent), FixedPoint.ScaleFor(absMax));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void ScaleOfNoMagnitudeIsRefused(double absMax) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.ScaleFor(absMax));

    [Fact]
    public void CodesAreWithinHalfAScale() =>
        Gen.Select(Positive, Gen.Float[-1, 1]).Sample((absMax, part) =>
        {
            double scale = FixedPoint.ScaleFor(absMax);
            float value = absMax * part;
            int code = FixedPoint.Encode(value, 1 / scale);
            return Math.Abs((long)code) <= FixedPoint.MaxCode && Math.Abs(code * scale - value) <= scale / 2;
        });

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, 2)]
    [InlineData(-2.5f, -2)]
    [InlineData(-0.75f, -1)]
    [InlineData(-0f, 0)]
    [InlineData(1073741824f, FixedPoint.MaxCode)]
    [InlineData(-1073741824f, -FixedPoint.MaxCode)]
    [InlineData(3e38f, FixedPoint.MaxCode)]
    [InlineData(float.NegativeInfinity, -FixedPoint.MaxCode)]
    public void TiesGoToEvenAndLargeValuesSaturate(float value, int code) => Assert.Equal(code, FixedPoint.Encode(value, 1));

    [Fact]
    public void TheSumOfMagnitudesIsThatOfTheCodesOnEveryPath() =>
        Gen.Select(Positive, Gen.Float[-1.5f, 1.5f].Array[0, 70]).Sample((absMax, parts) =>
        {
            double inverse = 1 / FixedPoint.ScaleFor(absMax);
            float[] values = [.. parts.Select(part => part * Math.Min(absMax, 1e38f))]; // some saturate
            long expected = values.Sum(value => Math.Abs((long)FixedPoint.Encode(value, inverse)));
            return Isa.Supported.All(path => FixedPoint.SumOfMagnitudes(values, inverse, path) == expected);
        });

    [Fact]
    public void MaximumGetsAtLeast29Bits() => Positive.Sample(absMax =>
        FixedPoint.Encode(absMax, 1 / FixedPoint.ScaleFor(absMax)) is >= 1 << 29 and <= FixedPoint.MaxCode);
}
