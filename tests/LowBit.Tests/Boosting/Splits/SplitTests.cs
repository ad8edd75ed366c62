using LowBit.Boosting;

namespace LowBit.Tests;

public class SplitTests
{
    static int[] Left(Split split, BinMapper bins)
    {
        var left = split.LeftBins(bins);
        return [.. Enumerable.Range(0, 256).Where(left.Contains)];
    }

    static NumericBins Numeric(MissingType missing) => new([-1, 1, 2, double.PositiveInfinity], missing, 0, 0);

    [Fact]
    public void BinsUpToTheThresholdGoLeftAndTheMissingOneAsItIsTold()
    {
        Assert.Equal([0, 1, 2], Left(new() { Bin = 2 }, Numeric(MissingType.None)));
        Assert.Equal([0, 2], Left(new() { Bin = 2 }, Numeric(MissingType.Zero)));
        Assert.Equal([0, 1], Left(new() { Bin = 0, MissingGoesLeft = true }, Numeric(MissingType.Zero)));
        Assert.Equal([0, 4], Left(new() { Bin = 0, MissingGoesLeft = true }, Numeric(MissingType.NaN)));
        Assert.Equal([0, 1, 2, 3], Left(new() { Bin = 3 }, Numeric(MissingType.NaN)));
    }

    [Fact]
    public void TheBinsOfACategoricalSplitGoLeft()
    {
        var split = new Split { Bin = -1 };
        split.Categories.Add(2);
        Assert.Equal([2], Left(split, new CategoricalBins([5, 6], hasOthers: true)));
    }

    [Fact]
    public void EqualScoresGoToTheLowerFeature()
    {
        Split low = new() { Score = 1, Feature = 2 }, high = new() { Score = 1, Feature = 3 }, best = new() { Score = 2, Feature = 9 };
        Assert.True(low.IsBetterThan(high) && !high.IsBetterThan(low) && best.IsBetterThan(low));
        Assert.True(low.IsBetterThan(Split.None) && !Split.None.IsBetterThan(low));
    }

    [Theory]
    [InlineData(double.NegativeInfinity), InlineData(-1), InlineData(0), InlineData(double.NaN)]
    public void WithoutAGainThereIsNoSplit(double gain) => Assert.False(new Split { Gain = gain }.Exists);
}
