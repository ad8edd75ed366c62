using LowBit.Boosting;

namespace LowBit.Tests;

public class HistogramLayoutTests
{
    static readonly Feature[] Features =
        [.. ((int[])[3, 1, 256]).Select((bins, i) => new Feature(i, new CategoricalBins([.. Enumerable.Range(0, bins - 1)], hasOthers: false)))];

    [Theory]
    [InlineData(false, false, 260), InlineData(true, false, 520), InlineData(false, true, 520), InlineData(true, true, 780)]
    public void FeaturesStandOneAfterTheOther(bool isWide, bool countsRows, int words)
    {
        var layout = new HistogramLayout(Features, isWide, countsRows);
        Assert.Equal([0, 3, 4], Enumerable.Range(0, 3).Select(layout.Offset));
        Assert.Equal([3, 1, 256], Enumerable.Range(0, 3).Select(layout.BinCount));
        Assert.Equal(words, layout.WordCount);
    }

    [Theory]
    [InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public unsafe void StoredBinsReadBack(bool isWide, bool countsRows)
    {
        var layout = new HistogramLayout(Features, isWide, countsRows);
        long[] words = new long[layout.WordCount];
        layout.Store(new(-5, 7), 9, words.AsSpan(5 * layout.WordsPerBin, layout.WordsPerBin));
        fixed (long* start = words)
        {
            var histogram = layout.Of(2, start);
            Assert.Equal(new(-5, 7), histogram[1]);
            Assert.Equal(countsRows, histogram.RowCounts.Exist);
            Assert.True(!countsRows || histogram.RowCounts[1] == 9);
        }
    }

    [Theory]
    [InlineData(-2147483648, 0), InlineData(-1, 4294967295), InlineData(2147483647, 4294967295), InlineData(0, 1), InlineData(-5, 7)]
    public void PackedSumsReadBack(long gradient, long hessian) =>
        Assert.Equal(new(gradient, hessian), HistogramLayout.Unpack(HistogramLayout.Pack(new(gradient, hessian))));

    [Theory]
    [InlineData(8454660, 127, 254, true), InlineData(8454661, 127, 254, false), InlineData(2147483647, 1, 1, true)]
    public void PackedWordsHoldTheSumsOfAllRowsOrAreNotUsed(long rows, int maxGradient, int maxHessian, bool isSafe)
    {
        Assert.Equal(isSafe, HistogramLayout.PackedIsSafe(rows, maxGradient, maxHessian));
        Assert.Equal(isSafe, rows * Math.Max(maxGradient, maxHessian) <= int.MaxValue);
    }
}
