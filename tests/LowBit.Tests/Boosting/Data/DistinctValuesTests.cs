using LowBit.Boosting;

namespace LowBit.Tests;

public class DistinctValuesTests
{
    [Fact]
    public void ValuesAreSortedAndCounted()
    {
        var distinct = DistinctValues.Of([3, 1, 3, 2, 3, 1]);
        Assert.Equal([1.0, 2, 3], distinct.Values);
        Assert.Equal([2, 1, 3], distinct.Counts);
        Assert.Equal(6, distinct.CountAll());
    }

    [Fact]
    public void ChainsOfNeighboursAreOneValueTheirLargest()
    {
        double second = Math.BitIncrement(1), third = Math.BitIncrement(second);
        var distinct = DistinctValues.Of([third, 1, second, 5]);
        Assert.Equal([third, 5], distinct.Values);
        Assert.Equal([3, 1], distinct.Counts);
    }

    [Fact]
    public void ZerosOfBothSignsAreOneValue() => Assert.Equal([2], DistinctValues.Of([0, -0.0]).Counts);

    [Fact]
    public void ASliceKeepsCountsWithValues()
    {
        var slice = DistinctValues.Of([1, 2, 2, 3]).Slice(1, 2);
        Assert.Equal([2.0, 3], slice.Values);
        Assert.Equal([2, 1], slice.Counts);
    }
}
