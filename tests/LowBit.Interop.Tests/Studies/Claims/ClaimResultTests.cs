using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class ClaimResultTests
{
    // Differences 1, 2, 3: mean 2, s = 1, SE = 1 / √3, t = 4.30265 for two degrees of freedom.
    [Fact]
    public void IntervalIsStudentsOverPairedDifferences()
    {
        var result = ClaimResult.Of(
            Claim.Difference("", "m", "a", "b", Bounds.AtLeast(0)),
            [Run("a", 1, 11), Run("b", 1, 10), Run("b", 2, 20), Run("a", 2, 22), Run("a", 3, 33), Run("b", 3, 30)]);
        Assert.Equal([1, 2, 3], result.Values);
        Assert.Equal(2, result.Interval.Mean, 1e-12);
        Assert.Equal(2 - (4.30265 / Math.Sqrt(3)), result.Interval.Low, 1e-5);
        Assert.Equal(2 + (4.30265 / Math.Sqrt(3)), result.Interval.High, 1e-5);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void TermsAreWeighted()
    {
        var claim = new Claim("", Bounds.AtMost(0), [new(1, "a", "m"), new(-0.5, "b", "m"), new(2, "c", "m")]);
        var result = ClaimResult.Of(claim, [Run("a", 1, 1), Run("b", 1, 2), Run("c", 1, 3), Run("a", 2, 1), Run("b", 2, 2), Run("c", 2, 3)]);
        Assert.Equal([6, 6], result.Values);
        Assert.Equal(Verdict.NotVerified, result.Verdict);
    }

    [Fact]
    public void MissingMeasureIsInconclusive()
    {
        var result = ClaimResult.Of(Claim.Value("", "other", "a", Bounds.AtMost(0)), [Run("a", 1, 1), Run("a", 2, 1)]);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void SpreadIsMeanAndStandardError()
    {
        var spread = Spread.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, spread.Mean);
        Assert.Equal(Math.Sqrt(2.5 / 5), spread.StandardError, 1e-12);
    }

    static ArmRun Run(string arm, ulong seed, double value) => new(arm, seed, new() { ["m"] = value }, 0, "");
}
