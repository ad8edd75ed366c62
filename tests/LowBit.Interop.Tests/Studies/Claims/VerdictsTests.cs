using LowBit.Boosting;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class VerdictsTests
{
    [Theory]
    [InlineData(-1, 0.5, Verdict.Verified)]
    [InlineData(-1, 0, Verdict.Verified)]
    [InlineData(1.5, 2, Verdict.NotVerified)]
    [InlineData(0.5, 1.5, Verdict.Inconclusive)]
    [InlineData(double.NaN, double.NaN, Verdict.Inconclusive)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, Verdict.Inconclusive)]
    public void IntervalDecides(double low, double high, object verdict) =>
        Assert.Equal(verdict, Verdicts.Of(new PairedInterval(0, low, high), Bounds.AtMost(1)));

    [Fact]
    public void BothEndsOfBoundsCount()
    {
        var bounds = new Bounds(0, 1);
        Assert.Equal(Verdict.Verified, Verdicts.Of(new PairedInterval(0.5, 0, 1), bounds));
        Assert.Equal(Verdict.NotVerified, Verdicts.Of(new PairedInterval(-2, -3, -1), bounds));
        Assert.Equal(Verdict.Inconclusive, Verdicts.Of(new PairedInterval(0.5, -1, 2), bounds));
    }

    [Theory]
    [InlineData(Verdict.Verified, Verdict.Verified, Verdict.Verified)]
    [InlineData(Verdict.Inconclusive, Verdict.Verified, Verdict.Inconclusive)]
    [InlineData(Verdict.NotVerified, Verdict.Verified, Verdict.NotVerified)]
    [InlineData(Verdict.NotVerified, Verdict.Inconclusive, Verdict.NotVerified)]
    public void StudyIsAsGoodAsItsWorstClaim(object expected, object one, object other)
    {
        Assert.Equal(expected, Verdicts.Of([(Verdict)one, (Verdict)other]));
        Assert.Equal(expected, Verdicts.Of([(Verdict)other, (Verdict)one]));
    }

    [Fact]
    public void StudyWithoutClaimsIsInconclusive() => Assert.Equal(Verdict.Inconclusive, Verdicts.Of([]));
}
