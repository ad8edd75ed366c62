using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class ArmOptimizerTests
{
    [Fact]
    public void TextNamesEverySetting()
    {
        const string Schedule = "after a rise over 5 % of the updates, then a half cosine to 0; weight decay";
        Assert.Equal($"SGD, momentum 0.9, learning rate 0.05 {Schedule} 0", $"{SmallTask.Sgd}");
        Assert.Equal(
            $"AdamW, β 0.9 and 0.95, learning rate 0.002 {Schedule} 0.01", $"{new ArmOptimizer(ArmOptimizerKind.AdamW, 2e-3, WeightDecay: 0.01)}");
    }

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
