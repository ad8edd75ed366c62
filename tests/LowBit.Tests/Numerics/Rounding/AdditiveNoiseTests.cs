using LowBit.Numerics;

namespace LowBit.Tests;

public class AdditiveNoiseTests
{
    const int Draws = 1 << 20;
    const double Smallest = 1.0 / (1 << 25);
    static readonly RandomStream Random = new(Seed: 5, Stream: 6, Step: 7);

    [Theory]
    [InlineData(0u, Smallest)]
    [InlineData(0x7FFF_FFFFu, 0.5 - Smallest)]
    [InlineData(0x8000_0000u, -0.5 + Smallest)]
    [InlineData(0xFFFF_FFFFu, -Smallest)]
    public void UniformNoiseIsSymmetricAroundZero(uint word, double expected) =>
        Assert.Equal((float)expected, AdditiveNoise.Noise(word, NoiseKind.Uniform));

    [Theory]
    [InlineData(0u, 3f)]
    [InlineData(2461u, -3f)]
    [InlineData(2462u, 2f)]
    [InlineData(11_595_535u, -2f)]
    [InlineData(11_595_536u, 1f)]
    [InlineData(1_362_838_253u, -1f)]
    [InlineData(1_362_838_254u, 0f)]
    [InlineData(uint.MaxValue, 0f)]
    public void RoundedNormalNoiseChangesAtItsThresholds(uint word, float expected) =>
        Assert.Equal(expected, AdditiveNoise.Noise(word, NoiseKind.RoundedNormal));

    // 2 P(N > z) by Simpson's rule.
    [Theory]
    [InlineData(1, 1_362_838_254)]
    [InlineData(3, 11_595_536)]
    [InlineData(5, 2462)]
    public void ThresholdsAreProbabilitiesOfANormalNumber(double z, long words)
    {
        const int Steps = 20_000;
        double width = (12 - z) / Steps;
        double sum = Enumerable.Range(0, Steps + 1).Sum(i =>
            (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-Math.Pow(z + i * width, 2) / 2));
        double probability = 2 * sum * width / 3 / Math.Sqrt(2 * Math.PI);
        Assert.Equal(words, (long)Math.Round(probability * 4294967296));
    }

    [Theory]
    [InlineData(NoiseKind.Uniform, 1.0 / 12)]
    [InlineData(NoiseKind.RoundedNormal, 0.32541)]
    public void MeanIsZeroAndVarianceAsSaid(NoiseKind kind, double variance)
    {
        var noise = new float[Draws];
        AdditiveNoise.Add(new float[Draws], 1, kind, Random, 0, Isa.Best, noise);
        // Five standard errors: a false alarm in two million.
        Assert.InRange(noise.Average(x => (double)x), -5 * Math.Sqrt(variance / Draws), 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(variance, noise.Average(x => (double)x * x), 5 * Math.Sqrt(2.0 / Draws) * variance * 1.5);
    }

    [Theory]
    [InlineData(NoiseKind.Uniform)]
    [InlineData(NoiseKind.RoundedNormal)]
    public void EveryPathLengthAndCutGivesTheSame(NoiseKind kind)
    {
        float[] values = [.. Enumerable.Range(0, 600).Select(i => i * 0.37f - 90)];
        float[] expected = [.. values.Select((x, i) => x + 0.25f * AdditiveNoise.Noise(Random.Word((ulong)i), kind))];
        foreach (var path in Isa.Supported)
        {
            for (int length = 0; length <= 600; length += 1 + length / 9)
            {
                var sums = new float[length + 1];
                sums[length] = -7;
                int cut = length / 3;
                AdditiveNoise.Add(values.AsSpan(0, cut), 0.25f, kind, Random, 0, path, sums.AsSpan(0, cut));
                AdditiveNoise.Add(values.AsSpan(cut, length - cut), 0.25f, kind, Random, (ulong)cut, path, sums.AsSpan(cut, length - cut));
                Assert.Equal([.. expected[..length], -7], sums);
            }
        }
    }

    [Fact]
    public void UnknownNoiseIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => AdditiveNoise.Add([1f], 1, (NoiseKind)9, Random, 0, Isa.Best, new float[1]));
}
