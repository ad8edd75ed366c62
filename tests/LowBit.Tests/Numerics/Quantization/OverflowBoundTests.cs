using LowBit.Numerics;

namespace LowBit.Tests;

public class OverflowBoundTests
{
    [Theory]
    [InlineData(7, OverflowBound.PackedGradient, 4681)]
    [InlineData(127, OverflowBound.PackedGradient, 258)]
    [InlineData(14, OverflowBound.PackedHessian, 4681)]
    [InlineData(254, OverflowBound.PackedHessian, 258)]
    [InlineData(0, 5, long.MaxValue)]
    [InlineData(6, 5, 0)]
    [InlineData(FixedPoint.MaxCode, long.MaxValue, (1L << 33) - 1)]
    public void CountIsTheLargestThatFits(int maxMagnitude, long limit, long expected) =>
        Assert.Equal(expected, OverflowBound.SafeCount(maxMagnitude, limit));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void PackedWordHoldsTheSafeCountAndNoMore(int bits)
    {
        var grid = IntegerFormat.Symmetric(bits);
        int bins = 2 * grid.MaxLevel;
        long rows = Math.Min(
            OverflowBound.SafeCount(grid.MaxLevel, OverflowBound.PackedGradient),
            OverflowBound.SafeCount(bins, OverflowBound.PackedHessian));
        Assert.Equal((-grid.MaxLevel * rows, bins * rows), Sum(-grid.MaxLevel, bins, rows));
        Assert.Equal((grid.MaxLevel * rows, bins * rows), Sum(grid.MaxLevel, bins, rows));
        Assert.NotEqual((grid.MaxLevel * (rows + 1), bins * (rows + 1)), Sum(grid.MaxLevel, bins, rows + 1));
    }

    static (long Gradient, long Hessian) Sum(int gradient, int hessian, long rows)
    {
        int word = 0;
        for (long row = 0; row < rows; row++)
        {
            word = unchecked(word + (gradient << 16) + hessian);
        }
        return (word >> 16, word & 0xFFFF);
    }
}
