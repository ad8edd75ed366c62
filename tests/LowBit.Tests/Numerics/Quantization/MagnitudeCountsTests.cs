using LowBit.Numerics;

namespace LowBit.Tests;

public class MagnitudeCountsTests
{
    static readonly float[] Values = [.. Enumerable.Range(1, 1000).Select(i => (i % 2 == 0 ? i : -i) * 0.37f)];

    static MagnitudeCounts Count(params ReadOnlySpan<float> values)
    {
        var counts = new MagnitudeCounts();
        counts.Add(values);
        return counts;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.0005, 1)]
    [InlineData(0.5, 500)]
    [InlineData(0.9991, 1000)]
    [InlineData(1, 1000)]
    public void QuantileIsAtMostABucketAboveTheRankedValue(double fraction, int rank)
    {
        float exact = rank * 0.37f;
        Assert.InRange(Count(Values).Quantile(fraction), exact, exact * (1 + 1f / 256));
    }

    [Fact]
    public void UpperEdgeOfABucketIsAtMostOnePart256AboveItsLowerEdge()
    {
        for (int lower = 0x0080_0000; lower < 0x7F80_0000; lower += 1 << 15)
        {
            float edge = BitConverter.Int32BitsToSingle(lower);
            float upper = Count(edge).Quantile(1);
            Assert.InRange(upper, edge, edge * (1 + 1.0 / 256));
            lower += 1 << 22; // every 129th bucket
        }
    }

    [Fact]
    public void OrderAndPartsDoNotMatter()
    {
        var parts = Count(Values.AsSpan(700));
        parts.Merge(Count([.. Values[..700].Reverse()]));
        Assert.Equal(Count(Values).Counts, parts.Counts);
    }

    [Fact]
    public void CountsOfRanksAdd()
    {
        MagnitudeCounts first = Count(Values.AsSpan(0, 300)), second = Count(Values.AsSpan(300));
        for (int i = 0; i < first.Counts.Length; i++)
        {
            first.Counts[i] += second.Counts[i];
        }
        Assert.Equal(Count(Values).Quantile(0.3), first.Quantile(0.3));
    }

    [Fact]
    public void NothingCountedGivesZero() => Assert.Equal(0f, Count().Quantile(0.5));

    [Fact]
    public void ClearForgets()
    {
        var counts = Count(Values);
        counts.Clear();
        Assert.Equal(0f, counts.Quantile(1));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void NonFiniteValuesAreTheLargest(float value)
    {
        Assert.Equal(float.PositiveInfinity, Count(1, 2, value).Quantile(1));
        Assert.InRange(Count(1, 2, value).Quantile(0.5), 2, 2.01f);
    }

    [Fact]
    public void LargestFiniteValueStaysFinite() => Assert.Equal(float.MaxValue, Count(float.MaxValue).Quantile(1));
}
