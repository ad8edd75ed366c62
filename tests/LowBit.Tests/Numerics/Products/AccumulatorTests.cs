using System.Numerics;
using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

public class AccumulatorTests
{
    static readonly Gen<sbyte[]> Terms = Gen.SByte.Array[0, 60];

    [Fact]
    public void SumsWrapAroundAtEveryWidth() => Gen.Select(Gen.Int[2, 32], Terms, Terms).Sample((bits, left, right) =>
    {
        right = [.. right, .. left];
        var exact = left.Zip(right).Aggregate(BigInteger.Zero, (sum, pair) => sum + pair.First * pair.Second);
        int sum = new Accumulator(bits, AccumulatorOverflow.WrapAround).Dot(left, right, out long overflows);
        var width = BigInteger.One << bits;
        return (exact - sum) % width == 0 && sum >= -(width / 2) && sum < width / 2 && (overflows > 0 || sum == exact);
    });

    [Fact]
    public void SumsStayAtTheLimitWhereTheySaturate() => Gen.Select(Gen.Int[2, 32], Terms).Sample((bits, values) =>
    {
        long most = (1L << (bits - 1)) - 1;
        (long sum, long overflows) = (0, 0);
        foreach (sbyte value in values)
        {
            sum += value * value;
            overflows += sum > most ? 1 : 0;
            sum = Math.Min(sum, most);
        }
        int actual = new Accumulator(bits, AccumulatorOverflow.Saturate).Dot(values, values, out long counted);
        return actual == sum && counted == overflows;
    });

    [Fact]
    public void OverflowsAreCountedInOrderOfTheTerms()
    {
        var four = new Accumulator(4, AccumulatorOverflow.WrapAround);
        Assert.Equal(-8, four.Dot((sbyte[])[7, 1], [1, 1], out long overflows)); // 8 wraps around
        Assert.Equal(1, overflows);
        Assert.Equal(0, four.Dot((sbyte[])[7, 1, -8], [1, 1, 1], out overflows)); // −16 wraps to 0
        Assert.Equal(2, overflows);
        Assert.Equal(0, four.Dot((sbyte[])[7, -8, 1], [1, 1, 1], out overflows));
        Assert.Equal(0, overflows);
        Assert.Equal(-8, new Accumulator(4, AccumulatorOverflow.Saturate).Dot((short[])[-300, -1], [300, 1], out overflows));
        Assert.Equal(2, overflows);
    }

    [Fact]
    public void ProductsAreThoseOfTheRowsAndOverflowsAddUp()
    {
        var left = ProductSamples.Bytes(3, 20).View;
        var right = ProductSamples.Bytes(4, 20, StorageOrder.ColumnMajor, seed: 2).View;
        var accumulator = new Accumulator(15, AccumulatorOverflow.Saturate);
        var destination = new int[13];
        long overflows = accumulator.Multiply(left, right, destination), expected = 0;
        for (int i = 0; i < 12; i++)
        {
            var (row, column) = (i / 4, i % 4);
            var a = new sbyte[20];
            var b = new sbyte[20];
            for (int term = 0; term < 20; term++)
            {
                (a[term], b[term]) = (left[row, term], right[column, term]);
            }
            Assert.Equal(accumulator.Dot(a, b, out long counted), destination[i]);
            expected += counted;
        }
        Assert.Equal(expected, overflows);
        Assert.True(overflows > 0);
        Assert.Equal(0, destination[12]);
    }

    [Fact]
    public void AtThirtyTwoBitsSumsAreThoseOfTheProduct()
    {
        var left = ProductSamples.Shorts(3, 40, 12).View;
        var right = ProductSamples.Shorts(2, 40, 12, seed: 2).View;
        var destination = new int[6];
        Assert.Equal(0, new Accumulator(32, AccumulatorOverflow.WrapAround).Multiply(left, right, destination));
        Assert.Equal(ProductSamples.Expected(left, right), Array.ConvertAll(destination, sum => (long)sum));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    public void OtherWidthsAreErrors(int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Accumulator(bits, AccumulatorOverflow.Saturate));
}
