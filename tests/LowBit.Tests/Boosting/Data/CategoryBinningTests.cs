using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public class CategoryBinningTests
{
    static (CategoricalBins Bins, byte[] Column) Bin(double[] rows, DatasetOptions options)
    {
        var binning = new CategoryBinning(options, rows.Length);
        binning.Take(rows, 0, 1, 0, rows.Length);
        var bins = (CategoricalBins)binning.Finish(SingleProcess.Instance, () => "colour");
        return (bins, ((ByteColumn)binning.TakeColumn()).Bins.Span.ToArray());
    }

    [Fact]
    public void TheMostFrequentCategoryHasBinOneAndAllThatIsNoneBinZero()
    {
        var (bins, column) = Bin([4, 9, 9, double.NaN, 9, -2, 4, 0.5], new() { MinDataInBin = 1 });
        Assert.Equal([9, 4, 0], bins.Categories);
        Assert.Equal([2, 1, 1, 0, 1, 0, 2, 3], column);
        Assert.True(bins.HasOthers);
    }

    [Fact]
    public void RareCategoriesShareBinZero()
    {
        var (bins, column) = Bin([1, 1, 1, 2, 2, 2, 3], new() { MinDataInBin = 3 });
        Assert.Equal([1, 1, 1, 2, 2, 2, 0], column);
        Assert.True(bins.HasOthers);
    }

    [Fact]
    public void AFeatureOfCategoriesAloneHasNoOthers() => Assert.False(Bin([1, 2, 1, 2], new() { MinDataInBin = 1 }).Bins.HasOthers);

    [Theory]
    [InlineData(5.0, 5.0), InlineData(double.NaN, double.NaN), InlineData(-1.0, double.NaN)]
    public void OneBinForAllRowsIsAConstant(double first, double second) =>
        Assert.Equal(1, Bin([first, second, second], new() { MinDataInBin = 1 }).Bins.BinCount);

    [Fact]
    public void OneCategoryAndOthersCanBeSplit() => Assert.Equal(2, Bin([5, 5, double.NaN], new()).Bins.BinCount);

    [Theory]
    [InlineData(1048577), InlineData(2147483648.0), InlineData(double.PositiveInfinity)]
    public void ACodeThatIsTooLargeIsRefusedWithItsFirstRow(double code) => Assert.Equal(
        "categorical column 'colour' holds a code above 1048576 (row 1); number the categories from 0 on, or write them as text.",
        Assert.Throws<BadDataException>(() => Bin([3, code, code], new())).Message);

    [Fact]
    public void TheLargestCodeIsTaken() => Assert.Equal([1048576, 0], Bin([1048576, 0, 1048576], new()).Bins.Categories);
}
