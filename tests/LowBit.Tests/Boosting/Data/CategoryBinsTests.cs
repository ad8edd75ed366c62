using LowBit.Boosting;

namespace LowBit.Tests;

public class CategoryBinsTests
{
    [Fact]
    public void CategoriesAreOrderedByCountThenCode() =>
        Assert.Equal([3, 1, 4, 0], CategoryBins.Choose([5, 7, 0, 9, 7], maxBin: 255, minDataInBin: 1));

    [Fact]
    public void RareCategoriesHaveNoBinButTheTwoMostFrequentAlwaysHave()
    {
        Assert.Equal([1, 2], CategoryBins.Choose([2, 9, 3, 1], maxBin: 255, minDataInBin: 3));
        Assert.Equal([1, 0], CategoryBins.Choose([2, 2, 1, 1], maxBin: 255, minDataInBin: 100).Order().Reverse());
    }

    [Theory]
    [InlineData(2, 1), InlineData(4, 3), InlineData(255, 254), InlineData(256, 255)]
    public void BinZeroIsOneOfTheBins(int maxBin, int kept)
    {
        long[] counts = [.. Enumerable.Repeat(10L, 1000)];
        Assert.Equal(Enumerable.Range(0, kept), CategoryBins.Choose(counts, maxBin, minDataInBin: 1));
    }

    [Fact]
    public void CodesWithoutRowsHaveNoBin() => Assert.Empty(CategoryBins.Choose([0, 0, 0], maxBin: 255, minDataInBin: 0));
}
