using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class TopMagnitudesTests
{
    const int Count = 5000;

    /// <summary>The reference: all values are counted.</summary>
    static float Expected(float[] values, double fraction)
    {
        var counts = new MagnitudeCounts();
        counts.Add(values);
        return counts.Quantile(fraction);
    }

    static float? Quantile(TopMagnitudes top, float[] values, double fraction)
    {
        top.Add([.. values.Select(value => BitConverter.SingleToUInt32Bits(Math.Abs(value)))
            .Where(bits => bits >= top.From).Select(TopMagnitudes.BucketOf)]);
        return top.Quantile(fraction, values.Length, values.Select(Math.Abs).DefaultIfEmpty().Max());
    }

    static float[] Heavy(int round, double scale) => [.. Enumerable.Range(0, Count).Select(i =>
    {
        double uniform = (new RandomStream(2, 1, (uint)round).Word((ulong)i) + 0.5) / 4294967296.0;
        return (float)((i % 2 == 0 ? scale : -scale) / uniform);
    })];

    [Theory]
    [InlineData(0), InlineData(0.5), InlineData(0.9), InlineData(0.999), InlineData(1)]
    public void QuantilesOfEveryRoundAreThoseOfAllCounts(double fraction)
    {
        var top = new TopMagnitudes();
        int misses = 0;
        double scale = 1;
        foreach (double factor in (double[])[1, 0.9, 0.9, 0.2, 1, 30, 1, 1e-30, 1e-30, 1])
        {
            float[] values = Heavy(misses, scale *= factor);
            float? quantile = Quantile(top, values, fraction);
            if (quantile is null)
            {
                misses++;
                quantile = Quantile(top, values, fraction);
            }
            Assert.Equal(Expected(values, fraction), quantile);
        }
        Assert.InRange(misses, 2, 4); // where the values fall by far
    }

    [Fact]
    public void LaterRoundsCountFewValues()
    {
        var top = new TopMagnitudes();
        Quantile(top, Heavy(0, 1), 0.999);
        uint from = top.From;
        Assert.InRange(Heavy(1, 1).Count(value => BitConverter.SingleToUInt32Bits(Math.Abs(value)) >= from), 1, Count / 100);
    }

    [Theory]
    [InlineData(new float[0])]
    [InlineData(new float[] { 0, 0, -0f })]
    [InlineData(new float[] { 0, 0, 0, 7 })]
    [InlineData(new float[] { float.Epsilon, -float.MaxValue })]
    [InlineData(new float[] { -3 })]
    [InlineData(new float[] { 1, 1, -1, 2, 2, 1, 1, -2, 0.5f })]
    public void FewValuesAndZerosHaveTheirQuantiles(float[] values)
    {
        foreach (double fraction in (double[])[0, 0.25, 0.5, 0.76, 1])
        {
            Assert.Equal(Expected(values, fraction), Quantile(new TopMagnitudes(), values, fraction));
        }
    }
}
