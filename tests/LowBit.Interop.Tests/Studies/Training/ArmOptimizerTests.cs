using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class ArmOptimizerTests
{
    [Fact]
    public void RateRisesThenFollowsAHalfCosineToZero()
    {
        var settings = new ArmOptimizer(ArmOptimizerKind.AdamW, 1, WarmUp: 0.1);
        double[] rates = [.. Enumerable.Range(0, 100).Select(step => settings.RateAt(step, 100))];
        Assert.Equal(1 / 11.0, rates[0], 1e-12);
        Assert.Equal(1, rates[10], 1e-12);
        Assert.Equal(0.5, rates[55], 1e-12);
        Assert.InRange(rates[99], 0, 1e-3);
        Assert.Equal(rates[10..].OrderDescending(), rates[10..]);
    }
}
