using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class TopMagnitudesTests
{
    const int Count = 5000;

    static float Largest(float value) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(Math.Abs(value)) | ((1u << TopMagnitudes.DroppedBits) - 1));

    /// <summary>The reference: all values are looked at for each bound, from the largest on down.</summary>
    static float Expected(float[] values, double allowed)
    {
        float[] edges = [.. values.Select(Largest)];
        float bound = edges.Max(), smallest = edges.Min();
        float Below(float edge) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(edge) - (1u << TopMagnitudes.DroppedBits));
        while (bound > smallest && edges.Sum(edge => Math.Max(0.0, (double)edge - Below(bound))) <= allowed)
        {
            bound = Below(bound);
        }
        return bound;
    }

    static float? Bound(TopMagnitudes top, float[] values, double allowed)
    {
        top.Add([.. values.Select(value => BitConverter.SingleToUInt32Bits(Math.Abs(value)))
            .Where(bits => bits >= top.From).Select(TopMagnitudes.BucketOf)]);
        return top.Bound(allowed, values.Length, values.Select(Math.Abs).DefaultIfEmpty().Max());
    }

    static double Share(double share, float[] values) => share * values.Sum(value => (double)Math.Abs(value));

    static float[] Heavy(int round, double scale) => [.. Enumerable.Range(0, Count).Select(i =>
    {
        double uniform = (new RandomStream(2, 1, (uint)round).Word((ulong)i) + 0.5) / 4294967296.0;
        return (float)((i % 2 == 0 ? scale : -scale) / uniform);
    })];

    [Theory]
    [InlineData(0), InlineData(0.005), InlineData(0.1), InlineData(0.5)]
    public void BoundsOfEveryRoundAreThoseOfAllValues(double share)
    {
        var top = new TopMagnitudes();
        int misses = 0;
        double scale = 1;
        foreach (double factor in (double[])[1, 0.9, 0.9, 0.2, 1, 30, 1, 1e-30, 1e-30, 1])
        {
            float[] values = Heavy(misses, scale *= factor);
            float? bound = Bound(top, values, Share(share, values));
            if (bound is null)
            {
                misses++;
                bound = Bound(top, values, Share(share, values));
            }
            if (values.Max() > 1e-30)
            {
                Assert.Equal(Expected(values, Share(share, values)), bound);
            }
        }
        Assert.InRange(misses, 2, 4); // where the values fall by far
    }

    [Fact]
    public void LaterRoundsCountFewValues()
    {
        var top = new TopMagnitudes();
        float[] values = [.. Enumerable.Range(0, Count).Select(i => i / (float)Count)];
        Bound(top, values, Share(0.005, values));
        Assert.InRange(values.Count(value => BitConverter.SingleToUInt32Bits(value) >= top.From), 1, Count / 2);
    }

    [Theory]
    [InlineData(new float[] { 0, 0, 0, 7 }, 0, 7)]
    [InlineData(new float[] { float.Epsilon, -float.MaxValue }, 0, float.MaxValue)]
    [InlineData(new float[] { -3 }, 5, 3)]
    [InlineData(new float[] { 1, -1, 1 }, 2, 1)]
    [InlineData(new float[] { 1, 1, -1, 5 }, 2, 3)]
    public void FewValuesHaveTheirBounds(float[] values, double allowed, float bound) =>
        Assert.InRange(Bound(new TopMagnitudes(), values, allowed)!.Value, bound, bound + bound / 64);

    [Fact]
    public void NoValuesHaveNone() => Assert.Equal(0, Bound(new TopMagnitudes(), [], 0));
}
