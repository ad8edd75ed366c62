using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class CategoricalBinsTests
{
    static readonly CategoricalBins Bins = new([7, 0, 3], hasOthers: true);

    [Theory]
    [InlineData(7, 1), InlineData(0, 2), InlineData(3, 3), InlineData(3.7, 3), InlineData(-0.5, 2)]
    [InlineData(-1, 0), InlineData(-3.5, 0), InlineData(1, 0), InlineData(8, 0), InlineData(double.NaN, 0)]
    [InlineData(2147483647, 0), InlineData(2147483648.0, 0), InlineData(1e300, 0)]
    [InlineData(double.PositiveInfinity, 0), InlineData(double.NegativeInfinity, 0)]
    public void AValueIsCutToItsCategoryAndAllOthersHaveBinZero(double value, int bin) => Assert.Equal(bin, Bins.BinOf(value));

    [Fact]
    public void BinsDecideAsCategorySetsDo()
    {
        var values = Gen.OneOf(Gen.Double[-2, 10], Gen.Int[-2, 10].Select(code => (double)code), Gen.Double.Special);
        Cases.ForEach(2000, Gen.Select(values, Gen.Int[0, 7]), draw =>
        {
            var (value, set) = draw;
            var split = new Split { Bin = -1 };
            var categories = new List<int>();
            for (int bin = 1; bin <= 3; bin++)
            {
                if ((set >> (bin - 1) & 1) != 0)
                {
                    split.Categories.Add(bin);
                    categories.Add(Bins.Categories[bin - 1]);
                }
            }
            Assert.Equal(DecisionRule.GoesLeft(value, categories), split.LeftBins(Bins).Contains(Bins.BinOf(value)));
        });
    }

    [Fact]
    public void TheValueOfABinIsInIt() => Assert.All(Enumerable.Range(0, 4), bin => Assert.Equal(bin, Bins.BinOf(Bins.ValueOf(bin))));

    [Fact]
    public void OthersAreMissingAndStandFirstInTheInfo()
    {
        Assert.Equal((MissingType.NaN, "-1:7:0:3", 4, -1), (Bins.Missing, Bins.Info, Bins.BinCount, Bins.MissingBin));
        var all = new CategoricalBins([2, 1], hasOthers: false);
        Assert.Equal((MissingType.None, "2:1", 3), (all.Missing, all.Info, all.BinCount));
    }
}
