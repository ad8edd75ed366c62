using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Faults that other libraries have or had, by name; what is asserted is the right answer.</summary>
public class KnownFaultsTests
{
    // One library gives 65536 (as a finite half) for 65520 and 0 for the rest of that binade.
    [Theory]
    [InlineData(65519.996, 65504)]
    [InlineData(65520, double.PositiveInfinity)]
    [InlineData(65536, double.PositiveInfinity)]
    [InlineData(100000, double.PositiveInfinity)]
    [InlineData(131071, double.PositiveInfinity)]
    [InlineData(131072, double.PositiveInfinity)]
    [InlineData(-65520, double.NegativeInfinity)]
    public void FirstBinadeBeyondHalfIsInfinity(double value, double expected) =>
        Assert.Equal(expected, FloatFormats.Binary16.Round(value));

    [Theory]
    [InlineData(247.9, 240)]
    [InlineData(248, double.PositiveInfinity)]
    [InlineData(256, double.PositiveInfinity)]
    [InlineData(511, double.PositiveInfinity)]
    public void FirstBinadeBeyondE4M3IsInfinity(double value, double expected) =>
        Assert.Equal(expected, FloatFormats.E4M3.Round(value));

    [Theory]
    [InlineData(65520, 65504)]
    [InlineData(100000, 65504)]
    [InlineData(-1e30, -65504)]
    public void SaturationEndsAtTheLargestFiniteValue(double value, double expected) =>
        Assert.Equal(expected, (FloatFormats.Binary16 with { Overflow = OverflowRule.Saturate }).Round(value));

    // 1.0 became 1.125.
    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(1.25, 1.25)]
    [InlineData(-2.0, -2.0)]
    [InlineData(1.001, 1.125)]
    [InlineData(1.124, 1.125)]
    [InlineData(1.126, 1.125)]
    [InlineData(-1.001, -1.125)]
    public void RoundToOddLeavesNumbersOfTheFormat(double value, double expected) =>
        Assert.Equal(expected, FloatFormats.E4M3Fn.Round(value, RoundingMode.ToOdd));

    // Magnitudes were rounded by modes that then looked at the sign.
    [Theory]
    [InlineData(1.0625, RoundingMode.NearestAway, 1.125)]
    [InlineData(-1.0625, RoundingMode.NearestAway, -1.125)]
    [InlineData(1.1875, RoundingMode.NearestZero, 1.125)]
    [InlineData(-1.1875, RoundingMode.NearestZero, -1.125)]
    [InlineData(-1.0625, RoundingMode.NearestEven, -1.0)]
    [InlineData(-1.1875, RoundingMode.NearestEven, -1.25)]
    public void TiesOfNegativesMirrorThoseOfPositives(double value, RoundingMode mode, double expected) =>
        Assert.Equal(expected, FloatFormats.E4M3Fn.Round(value, mode));

    // Adding half and truncating sends every tie away from zero.
    [Theory]
    [InlineData(1.0625, 1.0)]
    [InlineData(1.1875, 1.25)]
    [InlineData(2.125, 2.0)]
    public void NearestEvenIsNotNearestAway(double value, double expected) =>
        Assert.Equal(expected, FloatFormats.E4M3Fn.Round(value));

    [Fact]
    public void LargestNumbersAreThoseOfTheStandards()
    {
        Assert.Equal(448, FloatFormats.E4M3Fn.MaxFinite); // 480 if the NaN is forgotten
        Assert.Equal(57344, FloatFormats.E5M2.MaxFinite); // 114,688 if infinity is forgotten
        Assert.Equal(240, FloatFormats.E4M3.MaxFinite);
        Assert.Equal(240, FloatFormats.E4M3Fnuz.MaxFinite);
        Assert.Equal(30, FloatFormats.E4M3B11Fnuz.MaxFinite);
        Assert.Equal(15.5, FloatFormats.E3M4.MaxFinite);
        Assert.Equal(61440, FloatFormats.UE5M3.MaxFinite);
        Assert.Equal(double.ScaleB(1, 127), FloatFormats.E8M0.MaxFinite);
        Assert.Equal(double.ScaleB(1, -127), FloatFormats.E8M0.MinPositive);
    }

    // ⌊log₂ x⌋ in floating point gives the exponent above.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-5)]
    [InlineData(29)]
    [InlineData(-126)]
    [InlineData(-149)]
    public void JustBelowAPowerOfTwoTheBinadeIsTheOneBelow(int exponent)
    {
        double power = double.ScaleB(1, exponent), below = Math.BitDecrement(power);
        Assert.Equal(power, FloatFormats.Binary32.Round(below));
        Assert.True(FloatFormats.Binary32.Round(below, RoundingMode.TowardZero) < power);
        Assert.Equal(float.BitDecrement((float)power), FloatFormats.Binary32.Round(below, RoundingMode.TowardZero));
        Assert.Equal(float.BitIncrement((float)power), FloatFormats.Binary32.Round(Math.BitIncrement(power), RoundingMode.Up));
    }

    // A floor of 10⁻³⁸ under the logarithm broke the smallest values.
    [Theory]
    [InlineData(1e-45, RoundingMode.NearestEven, 1.401298464324817e-45)]
    [InlineData(1e-300, RoundingMode.NearestEven, 0)]
    [InlineData(double.Epsilon, RoundingMode.Up, 1.401298464324817e-45)]
    [InlineData(-double.Epsilon, RoundingMode.Up, 0)]
    public void TheSmallestDoublesAreRoundedLikeAll(double value, RoundingMode mode, double expected) =>
        Assert.Equal(expected, FloatFormats.Binary32.Round(value, mode));

    // Overflow past the 32 bits of a code: 2⁴⁰⁰ had become 2.5 · 10⁻¹.
    [Theory]
    [InlineData(1e116)]
    [InlineData(1e120)]
    [InlineData(1e300)]
    [InlineData(double.MaxValue)]
    public void TheLargestDoublesOverflowInWideFormats(double value)
    {
        foreach (var format in new[] { FloatFormats.Binary32, FloatFormats.E8M(22), FloatFormats.Tf32, FloatFormats.BFloat16 })
        {
            Assert.Equal(float.PositiveInfinity, format.Round(value));
            Assert.Equal(format.MaxFinite, format.Round(value, RoundingMode.TowardZero));
            Assert.Equal(-format.MaxFinite, format.Round(-value, RoundingMode.ToOdd));
        }
    }

    // Cast by way of binary32: 1.0625 and a little becomes the tie, and the tie 1.
    [Fact]
    public void DoublesAreRoundedOnce()
    {
        double above = 1.0625 * (1 + (1.0 / (1L << 40)));
        Assert.Equal(1.0625f, (float)above);
        Assert.Equal(1.125, FloatFormats.E4M3Fn.Round(above));
        Assert.Equal(1, FloatFormats.E4M3Fn.Round((float)above));
    }

    // A cast of infinity to 0.
    [Theory]
    [InlineData(double.PositiveInfinity, 127)]
    [InlineData(double.NegativeInfinity, -128)]
    [InlineData(1e30, 127)]
    public void InfinityIsTheEndOfAnIntegerFormat(double value, double expected) =>
        Assert.Equal(expected, IntegerFormat.Full(8).Round(value));

    // Stochastic rounding that clears what is below the smallest number, and clamps at the largest, is biased.
    [Fact]
    public void StochasticRoundingReachesTheSmallestNumberFromBelow()
    {
        double smallest = FloatFormats.E4M3Fn.MinPositive;
        Assert.Equal(smallest, FloatFormats.E4M3Fn.Round(smallest / 1000, RoundingMode.Stochastic, 0));
    }
}
