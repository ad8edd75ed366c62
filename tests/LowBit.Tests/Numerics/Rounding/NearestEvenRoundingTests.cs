using LowBit.Numerics;

namespace LowBit.Tests;

public class NearestEvenRoundingTests
{
    [Theory]
    [InlineData(0.5f, 0f)]
    [InlineData(1.5f, 2f)]
    [InlineData(-2.5f, -2f)]
    [InlineData(-3.5f, -4f)]
    [InlineData(126.5f, 126f)]
    public void TieRoundsToEven(float value, float expected) =>
        Assert.Equal(expected, NearestEvenRounding.Invoke(value, 0));

    [Theory]
    [InlineData(0.49999997f, 0f)]
    [InlineData(0.50000006f, 1f)]
    [InlineData(-6.7f, -7f)]
    public void NearestWins(float value, float expected) => Assert.Equal(expected, NearestEvenRounding.Invoke(value, 0));

    [Fact]
    public void RandomBitsChangeNothing() =>
        Assert.Equal(NearestEvenRounding.Invoke(2.3f, 0), NearestEvenRounding.Invoke(2.3f, uint.MaxValue));

    [Fact]
    public void VectorGivesTheBitsOfScalar() => RoundingSamples.ForEachOctet((values, random) =>
        RoundingSamples.AssertSameBits(
            RoundingSamples.Scalar<NearestEvenRounding>(values, random), NearestEvenRounding.Invoke(values, random)));

    [Fact]
    public void SixteenAtOnceAreEightTwice() => RoundingSamples.ForEachOctet(RoundingSamples.AssertSixteenAsEight<NearestEvenRounding>);
}
