using LowBit.Cli;

namespace LowBit.Tests;

public class AxisTests
{
    [Theory]
    [InlineData(new[] { 0.2757, 0.2831 }, "0.274 0.276 0.278 0.280 0.282 0.284")]
    [InlineData(new[] { 0, 0.28 }, "0.00 0.05 0.10 0.15 0.20 0.25 0.30")]
    [InlineData(new[] { 3.0, 3.0 }, "2.97 2.98 2.99 3.00 3.01 3.02 3.03")]
    [InlineData(new[] { -40.0, 90, double.NaN }, "-50 0 50 100")]
    [InlineData(new[] { 1.5e9, 2.5e9 }, "1.4e9 1.6e9 1.8e9 2e9 2.2e9 2.4e9 2.6e9")]
    [InlineData(new double[0], "-1.0 -0.5 0.0 0.5 1.0")]
    public void TicksAreRoundAndHoldWhatIsShown(double[] values, string ticks)
    {
        var axis = new Axis(values, 300, 100);
        Assert.Equal(ticks, string.Join(' ', axis.Ticks.Select(axis.Text)));
        Assert.All(values.Where(double.IsFinite), value => Assert.InRange(axis.Pixel(value), 100, 300));
    }

    [Fact]
    public void PixelsRunFromBottomToTop()
    {
        var axis = new Axis([0, 10], 300, 100);
        Assert.Equal((300, 200, 100), (axis.Pixel(0), axis.Pixel(5), axis.Pixel(10)));
    }
}
