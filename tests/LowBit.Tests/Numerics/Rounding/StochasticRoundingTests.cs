using LowBit.Numerics;

namespace LowBit.Tests;

public class StochasticRoundingTests
{
    const int Words = 1 << 16;

    public static TheoryData<float> Values => [.. RoundingSamples.Values];

    [Theory]
    [InlineData(0.3f, 0u, 0f)]
    [InlineData(0.3f, 45874u, 0f)] // 0.3 + 45874.5/65536 = 0.99999…
    [InlineData(0.3f, 45875u, 1f)]
    [InlineData(-0.25f, 16383u, -1f)]
    [InlineData(-0.25f, 16384u, 0f)]
    public void UpperOneWinsWhereValueAndRandomPassIt(float value, uint random16, float expected) =>
        Assert.Equal(expected, StochasticRounding.Invoke(value, random16));

    [Fact]
    public void HighRandomBitsAreIgnored() =>
        Assert.Equal(StochasticRounding.Invoke(0.3f, 5), StochasticRounding.Invoke(0.3f, 0xABCD_0005));

    // All random words: this is the distribution itself, not a sample of it.
    [Theory]
    [MemberData(nameof(Values))]
    public void BiasAndVarianceAreWithinTheirBounds(float value)
    {
        double floor = Math.Floor(value), fraction = value - floor;
        int upper = 0;
        for (uint random = 0; random < Words; random++)
        {
            float rounded = StochasticRounding.Invoke(value, random);
            Assert.True(rounded == floor || (rounded == floor + 1 && fraction > 0), $"{value:R} became {rounded:R}");
            upper += rounded > floor ? 1 : 0;
        }
        double probability = upper / (double)Words;
        Assert.InRange(Math.Abs(probability - fraction), 0, StochasticRoundingBias);
        Assert.Equal(fraction * (1 - fraction), probability * (1 - probability), StochasticRoundingBias);
    }

    const double StochasticRoundingBias = 1.0 / (1 << 17) + 1.0 / (1 << 24);

    [Theory]
    [InlineData(4_194_303f)]
    [InlineData(-4_194_304f)]
    public void LargeIntegersStayPut(float value)
    {
        Assert.Equal(value, StochasticRounding.Invoke(value, 0));
        Assert.Equal(value, StochasticRounding.Invoke(value, 65535));
    }

    [Fact]
    public void NaNStaysNaN()
    {
        Assert.True(float.IsNaN(StochasticRounding.Invoke(float.NaN, 7)));
        Assert.True(float.IsNaN(NearestEvenRounding.Invoke(float.NaN, 7)));
    }

    [Fact]
    public void RandomWordsGiveTheMeanAndVarianceOfTheFraction()
    {
        // 2²⁰ words of a fixed seed. The mean's z-score passes 5 in 6 of 10⁷ seeds; the variance follows from the mean.
        const int Count = 1 << 20;
        var random = new RandomStream(Seed: 2, Stream: 0, Step: 0);
        var words = new uint[Count];
        random.Fill(0, words, Isa.Best);
        foreach (float value in new[] { -6.9f, -0.5f, 0.01f, 0.3f, 3.99f, 253.7f })
        {
            double fraction = value - Math.Floor(value), variance = fraction * (1 - fraction);
            double mean = words.Average(word => StochasticRounding.Invoke(value, word));
            Assert.InRange(Math.Abs(mean - value) / Math.Sqrt(variance / Count), 0, 5);
        }
    }

    [Fact]
    public void VectorGivesTheBitsOfScalar() => RoundingSamples.ForEachOctet((values, random) =>
        RoundingSamples.AssertSameBits(
            RoundingSamples.Scalar<StochasticRounding>(values, random), StochasticRounding.Invoke(values, random)));

    [Fact]
    public void SixteenAtOnceAreEightTwice() => RoundingSamples.ForEachOctet(RoundingSamples.AssertSixteenAsEight<StochasticRounding>);
}
