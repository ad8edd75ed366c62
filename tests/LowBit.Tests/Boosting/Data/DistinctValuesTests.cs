using LowBit.Boosting;
using LowBit.Numerics;

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
    public void ZeroAndItsNeighboursAreOneValue()
    {
        var distinct = DistinctValues.Of([double.Epsilon, -0.0, -double.Epsilon, 0, 1, double.NegativeInfinity, double.PositiveInfinity]);
        Assert.Equal([double.NegativeInfinity, double.Epsilon, 1, double.PositiveInfinity], distinct.Values);
        Assert.Equal([1, 4, 1, 1], distinct.Counts);
    }

    [Theory]
    [InlineData(10), InlineData(3_000)]
    public void ManyValuesAreThoseOfAComparingSort(int count)
    {
        var random = new RandomStream(3, 1, 0);
        double[] values = [.. Enumerable.Range(0, count).Select(i =>
            ((int)random.Word((ulong)i) >> 22) * (i % 3 == 0 ? 0.1 : i % 3 == 1 ? 1e-300 : 1e300))];
        double[] expected = [.. values.Order().Distinct()]; // 0.1 · k, 1e±300 · k: no two are neighbours
        var distinct = DistinctValues.Of([.. values]);
        Assert.Equal(expected, distinct.Values);
        Assert.Equal(expected.Select(value => values.Count(other => other == value)), distinct.Counts.ToArray());
    }

    [Fact]
    public void ASliceKeepsCountsWithValues()
    {
        var slice = DistinctValues.Of([1, 2, 2, 3]).Slice(1, 2);
        Assert.Equal([2.0, 3], slice.Values);
        Assert.Equal([2, 1], slice.Counts);
    }
}
