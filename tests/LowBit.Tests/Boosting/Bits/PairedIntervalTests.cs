using LowBit.Boosting;

namespace LowBit.Tests;

public class PairedIntervalTests
{
    /// <summary>By hand: mean 2, s² = 2.5, t of 4 degrees 2.776445, variance 2.5 · (1/5 + 1/4).</summary>
    [Fact]
    public void FiveFoldsByHand()
    {
        var interval = PairedInterval.Of([0, 1, 2, 3, 4], testShare: 0.25, confidence: 0.95);
        double half = 2.776445 * Math.Sqrt(2.5 * 0.45);
        Assert.Equal(2, interval.Mean, 1e-15);
        Assert.Equal((2 - half, 2 + half), (interval.Low, interval.High), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-5);
    }

    [Fact]
    public void SharedTrainingRowsWidenTheInterval()
    {
        double[] differences = [0.3, -0.1, 0.2, 0.5];
        var independent = PairedInterval.Of(differences, testShare: 0, 0.9);
        var shared = PairedInterval.Of(differences, testShare: 1.0 / 3, 0.9);
        Assert.Equal(Math.Sqrt(7.0 / 3), (shared.High - shared.Mean) / (independent.High - independent.Mean), 1e-12);
    }

    [Fact]
    public void EqualDifferencesLeaveNothingOpen() =>
        Assert.Equal(new PairedInterval(0.25, 0.25, 0.25), PairedInterval.Of([0.25, 0.25], 1, 0.95));

    [Fact]
    public void ADifferenceThatIsNoNumberLeavesEverythingOpen() =>
        Assert.True(double.IsNaN(PairedInterval.Of([1, double.NaN, 2], 0.5, 0.95).High));
}
