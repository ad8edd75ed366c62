using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Stochastic rounding takes its two neighbours with their probabilities.</summary>
public class FormatStochasticProperties
{
    const int Count = 1 << 18;

    // Two-sided tail of the normal distribution at 5.5: 3.8 · 10⁻⁸; times the 91 values below: a false alarm in 280,000 seeds.
    const double LargestZ = 5.5;

    static readonly double[] Fractions = [0.015625, 0.25, 0.3, 0.5, 0.75, 0.9375, 0.999];

    // Format, lower neighbour, upper one: normal numbers, subnormal ones, below the smallest, next to the largest.
    static readonly (NumberFormat Format, double Lower, double Upper)[] Gaps =
    [
        (FloatFormats.E4M3Fn, 1.125, 1.25),
        (FloatFormats.E4M3Fn, -5 * 0.001953125, -6 * 0.001953125),
        (FloatFormats.E4M3Fn, 0, 0.001953125),
        (FloatFormats.E4M3Fn, 416, 448),
        (FloatFormats.BFloat16, 1, 1.0078125),
        (FloatFormats.BFloat16, 0, 9.183549615799121e-41),
        (FloatFormats.E2M1, -4, -6),
        (FloatFormats.E8M0, 4, 8),
        (FloatFormats.E5M2 with { Name = "E5M2 without subnormals", HasSubnormals = false }, 0, 6.103515625e-05),
        (IntegerFormat.Full(8), -3, -4),
        (IntegerFormat.FixedPoint(8, 4), 0.25, 0.3125),
        (Codebooks.NF4, 0.7229568362236023f, 1),
        (PositFormat.Of(8), 1048576, 16777216),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Gaps.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void MeanAndVarianceAreThoseOfTheFraction(int index)
    {
        var (format, lower, upper) = Gaps[index];
        var words = new uint[Count];
        new RandomStream(Seed: 77, Stream: (uint)index, Step: 0).Fill(0, words, Isa.Best);
        foreach (double fraction in Fractions)
        {
            double value = lower + (fraction * (upper - lower));
            int ups = 0;
            foreach (uint word in words)
            {
                double rounded = format.Round(value, RoundingMode.Stochastic, word);
                Assert.True(rounded == lower || rounded == upper, $"{format}: {value:R} became {rounded:R}");
                ups += rounded == upper ? 1 : 0;
            }
            double mean = ups / (double)Count, variance = fraction * (1 - fraction);
            Assert.InRange((mean - fraction) / Math.Sqrt(variance / Count), -LargestZ, LargestZ);
            Assert.Equal(variance, mean * (1 - mean), LargestZ * Math.Sqrt(variance / Count));
        }
    }

    // Not a sample: the words that leave zero are those below a bound, and their count is the probability.
    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(31)]
    public void TinyValuesLeaveZeroWithTheirProbability(int bits)
    {
        foreach (var (format, step) in new (NumberFormat, double)[]
        {
            (FloatFormats.E4M3Fn, 0.001953125), (FloatFormats.E2M1, 0.5),
            (FloatFormats.BFloat16, FloatFormats.BFloat16.MinPositive),
            (IntegerFormat.Symmetric(8), 1), (Codebooks.Ternary, 1),
        })
        {
            double value = double.ScaleB(step, -bits);
            uint bound = 1u << (32 - bits);
            uint[] words = [0, bound - 1, bound, uint.MaxValue];
            Assert.Equal([step, step, 0, 0], words.Select(word => (double)format.Round(value, RoundingMode.Stochastic, word)));
        }
    }

    [Fact]
    public void BelowTwoToMinus31OfAStepZeroStaysZero() =>
        Assert.Equal(0, FloatFormats.E2M1.Round(0.5 / (1L << 32), RoundingMode.Stochastic, 0));

    [Fact]
    public void BeyondTheLargestValueTheOverflowRuleTakesTheUpperShare()
    {
        var saturating = FloatFormats.E4M3Fn with { Overflow = OverflowRule.Saturate };
        Assert.Equal([float.NaN, float.NaN, 448, 448], Rounded(FloatFormats.E4M3Fn, 464));
        Assert.Equal([448, 448, 448, 448], Rounded(saturating, 464));
        Assert.Equal([float.PositiveInfinity, float.PositiveInfinity, 57344, 57344], Rounded(FloatFormats.E5M2, 61440));
        Assert.All(Rounded(FloatFormats.E5M2, 65536), rounded => Assert.Equal(float.PositiveInfinity, rounded));
    }

    static readonly uint[] Halves = [0, 0x7FFF_FFFF, 0x8000_0000, uint.MaxValue];

    static float[] Rounded(FloatFormat format, double value) =>
        [.. Halves.Select(word => format.Round(value, RoundingMode.Stochastic, word))];

    [Fact]
    public void EqualChancesLookAtTheHighestBitAlone() =>
        Assert.Equal([1, 1, 1.5f, 1.5f], Halves.Select(word => FloatFormats.E2M1.Round(1.01, RoundingMode.StochasticEqual, word)));
}
