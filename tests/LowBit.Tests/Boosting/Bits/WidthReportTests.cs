namespace LowBit.Tests;

public class WidthReportTests
{
    [Theory]
    [InlineData(0.004, 0.003, 2)]
    [InlineData(0.02, 0.003, 3)]
    [InlineData(0.0101, 0.0101, 32)]
    [InlineData(0.01, 0.5, 2)] // the bound itself is within
    [InlineData(double.NaN, double.NaN, 32)]
    [InlineData(double.PositiveInfinity, -0.1, 3)]
    public void RecommendedIsTheNarrowestWithinTheTolerance(double high2, double high3, int recommended) =>
        Assert.Equal(recommended, Reports.Of(0.01, (2, high2), (3, high3)).Recommended);
}
