using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class ExampleOrderTests
{
    [Fact]
    public void AnEpochHasEveryExampleOnce()
    {
        var order = new ExampleOrder(100, 20);
        var seen = Enumerable.Range(5, 5).SelectMany(step => order.Batch(7, step).ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), seen.Order());
    }

    [Fact]
    public void WhatIsLeftOverIsLeftOut() => Assert.Equal(3, new ExampleOrder(35, 10).StepsPerEpoch);

    [Fact]
    public void SeedAndEpochDecideAlone()
    {
        var (one, other) = (new ExampleOrder(50, 10), new ExampleOrder(50, 10));
        long[] first = [.. one.Batch(1, 0)];
        Assert.NotEqual(first, other.Batch(2, 0).ToArray());
        Assert.NotEqual(first, other.Batch(1, 5).ToArray());
        Assert.Equal(first, other.Batch(1, 0).ToArray());
    }
}
