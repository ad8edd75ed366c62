using LowBit.Numerics;

namespace LowBit.Tests;

public class IntegerGridTests
{
    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(3, 3, 6)]
    [InlineData(4, 7, 14)]
    [InlineData(5, 15, 30)]
    [InlineData(6, 31, 62)]
    [InlineData(7, 63, 126)]
    [InlineData(8, 127, 254)]
    public void BitsGiveTheBinsOfThePaper(int bits, int maxLevel, int bins)
    {
        var grid = IntegerGrid.ForGradients(bits);
        Assert.Equal((bits, maxLevel, bins), (grid.Bits, grid.MaxLevel, grid.BinCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void OtherBitsAreRefused(int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IntegerGrid.ForGradients(bits));

    [Fact]
    public void LargestLevelStandsForTheMaximum() => Assert.Equal(0.5, IntegerGrid.ForGradients(4).ScaleFor(3.5));
}
