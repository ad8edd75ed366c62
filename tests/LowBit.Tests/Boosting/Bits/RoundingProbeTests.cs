using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class RoundingProbeTests
{
    static readonly SmallTable Table = new(3_000);

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string objective in new[] { "regression", "poisson", "multiclass" })
            {
                foreach (int bits in new[] { 2, 3, 4, 8 })
                {
                    cases.Add(objective, bits);
                }
            }
            return cases;
        }
    }

    /// <summary>The measured variances are of 64 seeds and some ten leaves: their roots are within a few percent.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void NoiseIsWhatTheoryPredicts(string objective, int bits)
    {
        var noise = Probe(objective, new()).Noise(bits, CancellationToken.None)!;
        Assert.InRange(noise.LeafMeasured / noise.LeafPredicted, 0.88, 1.12);
        Assert.InRange(noise.GainMeasured / noise.GainPredicted, 0.85, 1.15);
    }

    /// <summary>A step is worth max|g| / (2^(B−1) − 1), and f (1 − f) is at most ¼.</summary>
    [Fact]
    public void NoiseFallsWithTheStep()
    {
        var probe = Probe("regression", new() { GradientScale = GradientScale.Maximum });
        double[] noise = [.. new[] { 2, 4, 6, 8 }.Select(bits => probe.Noise(bits, CancellationToken.None)!.LeafPredicted)];
        Assert.InRange(noise[1] / noise[2], 31 / 7.0 * 0.9, 31 / 7.0 * 1.1);
        Assert.InRange(noise[2] / noise[3], 127 / 31.0 * 0.9, 127 / 31.0 * 1.1);
        Assert.True(noise[0] > noise[1]);
    }

    [Fact]
    public void RoundingToNearestDoesNotVary() => Assert.Equal(
        new RoundingNoise(0, 0, 0, 0),
        Probe("regression", new() { Rounding = RoundingMode.NearestEven }).Noise(3, CancellationToken.None));

    [Fact]
    public void ATreeWithoutSplitHasNoNoise() =>
        Assert.Null(Probe("regression", new() { MinDataInLeaf = 2_000 }).Noise(4, CancellationToken.None));

    static RoundingProbe Probe(string objective, BoosterOptions options)
    {
        int classes = objective == "multiclass" ? 3 : 0;
        return new(
            Table.ToDataset(objective, new(), weighted: objective == "poisson"),
            options with { Objective = objective, NumClass = classes, NumLeaves = 12 });
    }
}
