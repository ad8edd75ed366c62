using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class NumericBinsTests
{
    const double Zero = 1e-35f;

    static readonly double[] Specials =
    [
        0, -0.0, 1e-36, -1e-36, Zero, -Zero, Math.BitIncrement(Zero), Math.BitDecrement(-Zero), double.Epsilon, double.NaN,
        double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue,
    ];

    static readonly Gen<double> Values = Gen.OneOf(
        Gen.Int[-12, 12].Select(value => value / 3.0), Gen.Double[-2, 2], Gen.Double.Special, Gen.OneOf(Specials));

    static readonly Gen<NumericBins> Bins = Gen.Select(
        Values.Where(value => !double.IsNaN(value)).Array[1, 100], Gen.Int[3, 30], Gen.Enum<MissingType>(), (sample, maxBin, missing) =>
        {
            var distinct = DistinctValues.Of(sample);
            var edges = missing == MissingType.Zero ? BinEdges.FindAroundZero(distinct, maxBin, 1) : BinEdges.Find(distinct, maxBin, 1);
            return new NumericBins(edges, missing, 0, 0);
        });

    /// <summary>Values on, below and above every edge, and what is special.</summary>
    static IEnumerable<double> Probes(double[] edges) =>
        edges.SelectMany(edge => new[] { edge, Math.BitIncrement(edge), Math.BitDecrement(edge) }).Concat(Specials);

    [Theory]
    [InlineData(255), InlineData(256), InlineData(257), InlineData(1_000), InlineData(65_535)]
    public void AValueIsInTheFirstBinWhoseEdgeItDoesNotExceed(int count)
    {
        double[] edges = [.. Enumerable.Range(0, count - 1).Select(edge => edge * 0.75), double.PositiveInfinity];
        var bins = new NumericBins(edges, MissingType.NaN, 0, 0);
        double[] values = [double.NegativeInfinity, double.PositiveInfinity, double.MaxValue, 0, -0.0];
        foreach (double value in values.Concat(edges[..^1].SelectMany(edge => (double[])[Math.BitDecrement(edge), edge, Math.BitIncrement(edge)])))
        {
            Assert.Equal(edges.AsSpan().BinarySearch(value) is >= 0 and int at ? at : ~edges.AsSpan().BinarySearch(value), bins.BinOf(value));
        }
        Assert.Equal(count, bins.BinOf(double.NaN));
    }

    [Fact]
    public void ABinIsTheFirstWhoseEdgeIsNotExceeded() => Cases.ForEach(200, Bins, bins => Assert.All(
        Probes(bins.Edges).Where(value => !double.IsNaN(value) && (bins.Missing != MissingType.Zero || Math.Abs(value) > Zero)),
        value => Assert.Equal(Array.FindIndex(bins.Edges, edge => value <= edge), bins.BinOf(value))));

    [Fact]
    public void BinsDecideAsThresholdsDo() => Cases.ForEach(200, Bins, bins =>
    {
        double[] values = [.. Probes(bins.Edges)];
        for (int threshold = 0; threshold < bins.Edges.Length; threshold++)
        {
            AssertAgrees(bins, values, new() { Bin = threshold });
            AssertAgrees(bins, values, new() { Bin = threshold, MissingGoesLeft = true });
        }
    });

    [Fact]
    public void TheValueOfABinIsInIt() => Cases.ForEach(200, Bins, bins => Assert.All(
        Enumerable.Range(0, bins.BinCount), bin => Assert.Equal(bin, bins.BinOf(bins.ValueOf(bin)))));

    static void AssertAgrees(NumericBins bins, double[] values, Split split)
    {
        var left = split.LeftBins(bins);
        double threshold = bins.Edges[split.Bin];
        foreach (double value in values)
        {
            bool prediction = DecisionRule.GoesLeft(value, threshold, split.MissingGoesLeft, bins.Missing);
            if (left.Contains(bins.BinOf(value)) != prediction)
            {
                Assert.Fail($"{value:R} is in bin {bins.BinOf(value)}; split at bin {split.Bin}, edge {threshold:R}, missing {bins.Missing}");
            }
        }
    }

    [Fact]
    public void EveryLengthUpTo256EdgesIsCounted()
    {
        for (int length = 1; length <= 256; length++)
        {
            double[] edges = [.. Enumerable.Range(0, length - 1).Select(edge => (double)edge), double.PositiveInfinity];
            var bins = new NumericBins(edges, MissingType.None, 0, 0);
            for (int bin = 0; bin < length; bin++)
            {
                Assert.Equal(bin, bins.BinOf(bin - 0.5));
                Assert.Equal(Math.Min(bin, length - 1), bins.BinOf(bin));
            }
        }
    }

    [Fact]
    public void NaNHasTheLastBinWhereItIsMissingElseTheBinOfZero()
    {
        double[] edges = [-1, 1, 2, double.PositiveInfinity];
        Assert.Equal(4, new NumericBins(edges, MissingType.NaN, 0, 0).BinOf(double.NaN));
        Assert.Equal(1, new NumericBins(edges, MissingType.None, 0, 0).BinOf(double.NaN));
        Assert.Equal(1, new NumericBins(edges, MissingType.Zero, 0, 0).BinOf(double.NaN));
    }

    [Theory]
    [InlineData(MissingType.None, 3, -1), InlineData(MissingType.Zero, 3, 1), InlineData(MissingType.NaN, 4, 3)]
    public void TheMissingBinFollowsTheMissingType(MissingType missing, int binCount, int missingBin)
    {
        var bins = new NumericBins([-1, 1, double.PositiveInfinity], missing, 0, 0);
        Assert.Equal((binCount, missingBin), (bins.BinCount, bins.MissingBin));
    }

    [Theory]
    [InlineData(-1.5, 0.1, "[-1.5:0.1]")]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, "[-inf:inf]")]
    public void TheRangeReadsBackToTheSameDoubles(double min, double max, string info) =>
        Assert.Equal(info, new NumericBins([double.PositiveInfinity], MissingType.None, min, max).Info);
}
