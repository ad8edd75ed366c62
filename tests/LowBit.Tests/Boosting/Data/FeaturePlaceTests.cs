using LowBit.Boosting;

namespace LowBit.Tests;

public class FeaturePlaceTests
{
    [Theory]
    [InlineData(1, 0, 5), InlineData(7, 3, 5), InlineData(252, 4, 5), InlineData(0, -1, 5), InlineData(1, 2, 256)]
    public void TheValuesOfBinsAreThoseThatMeanThem(int offset, int defaultBin, int binCount)
    {
        var place = new FeaturePlace(0, offset, defaultBin);
        foreach (int step in (int[])[1, 2, 3])
        {
            var bins = default(BinSet);
            for (int bin = 1; bin < binCount; bin += step)
            {
                bins.Add(bin);
            }
            var values = place.ValuesOf(bins, binCount);
            Assert.Equal(
                Enumerable.Range(0, 256).Where(value => place.OmitsDefault || value < binCount).Where(value => bins.Contains(place.BinOf(value, binCount))),
                Enumerable.Range(0, 256).Where(values.Contains));
        }
    }
}
