using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class BinEdgesTests
{
    const double Zero = 1e-35f;
    static readonly double BelowZero = Math.BitDecrement(-Zero);

    static readonly Gen<double> Values = Gen.OneOf(
        Gen.Int[-20, 20].Select(value => value / 4.0), // heaps
        Gen.Double[-1, 3],
        Gen.Double.Special,
        Gen.OneOf(0.0, -0.0, Zero, -Zero, BelowZero, Math.BitIncrement(Zero), 1, Math.BitIncrement(1), Math.BitIncrement(Math.BitIncrement(1)),
            double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity))
        .Where(value => !double.IsNaN(value));

    static double[] Find(double[] sample, int maxBin = 255, int minDataInBin = 1) =>
        BinEdges.Find(DistinctValues.Of([.. sample]), maxBin, minDataInBin);

    static double[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => (double)i)];

    static int[] CountByBin(double[] sample, double[] edges) =>
        [.. edges.Select((edge, bin) => sample.Count(value => value <= edge && (bin == 0 || value > edges[bin - 1])))];

    [Fact]
    public void EdgesAreThoseOfTheSlowRules() => Cases.ForEach(
        3000, Gen.Select(Values.Array[0, 80], Gen.Int[1, 40], Gen.Int[0, 9]),
        sample => Assert.Equal(
            BinEdgesReference.Find(sample.Item1, sample.Item2, sample.Item3), Find(sample.Item1, sample.Item2, sample.Item3)));

    [Fact]
    public void EdgesAscendToInfinityAndAreNoMoreThanAskedFor() => Cases.ForEach(
        500, Gen.Select(Values.Array[0, 300], Gen.Int[1, 255], Gen.Int[0, 4]), sample =>
        {
            double[] edges = Find(sample.Item1, sample.Item2, sample.Item3);
            Assert.InRange(edges.Length, 1, sample.Item2);
            Assert.Equal(double.PositiveInfinity, edges[^1]);
            Assert.True(edges[..^1].All(double.IsFinite));
            Assert.Equal(edges.Order(), edges);
        });

    [Fact]
    public void DistinctValuesAreCutInTheMiddleOneUlpUp() =>
        Assert.Equal([Zero, 1.5000000000000002, 2.5000000000000004, double.PositiveInfinity], Find([1, 2, 3]));

    [Fact]
    public void ZeroHasABinOfItsOwn() => Assert.Equal(
        [Math.BitIncrement(-1.5), Math.BitDecrement(-Zero), Zero, 1.5000000000000002, double.PositiveInfinity], Find([-2, -1, 0, 1, 2]));

    [Fact]
    public void ManyValuesAreCutToEqualCounts()
    {
        double[] sample = Numbers(1000);
        Assert.Equal([0, .. Enumerable.Repeat(100, 10)], CountByBin(sample, Find(sample, 11)));
    }

    [Fact]
    public void AHeapHasABinOfItsOwnAndTheOthersShareTheRest()
    {
        double[] sample = [.. Numbers(100), .. Enumerable.Repeat(50.0, 300)];
        Assert.Equal([0, 25, 24, 301, 25, 25], CountByBin(sample, Find(sample, 6)));
    }

    [Theory]
    [InlineData(1, 12), InlineData(4, 3), InlineData(5, 3), InlineData(7, 2), InlineData(13, 1)]
    public void BinsHoldTheLeastCount(int minDataInBin, int bins)
    {
        double[] sample = Numbers(12);
        int[] counts = CountByBin(sample, Find(sample, 255, minDataInBin));
        Assert.Equal(bins, counts.Length - 1);
        Assert.All(counts[1..^1], count => Assert.True(count >= minDataInBin));
    }

    [Fact]
    public void InfinitiesHaveBinsOfTheirOwn()
    {
        double[] sample = [double.NegativeInfinity, -7, -7, 3, 3, double.PositiveInfinity];
        Assert.Equal([1, 2, 0, 2, 1], CountByBin(sample, Find(sample)));
    }

    [Fact]
    public void NeighbouringDoublesShareABin()
    {
        double[] sample = [1, Math.BitIncrement(1), 2];
        Assert.Equal([0, 2, 1], CountByBin(sample, Find(sample)));
    }

    [Fact]
    public void ValuesTwoApartShareABinToo()
    {
        // the middle one ulp up is the higher value itself
        double[] sample = [1, Math.BitIncrement(Math.BitIncrement(1)), 2];
        Assert.Equal([0, 2, 0, 1], CountByBin(sample, Find(sample)));
    }

    [Theory]
    [InlineData(5, 2), InlineData(0, 1), InlineData(-5, 2), InlineData(1e-36, 1)]
    public void EqualValuesHaveNoInnerEdge(double value, int bins) =>
        Assert.Equal(bins, Find([.. Enumerable.Repeat(value, 50)]).Length);

    [Fact]
    public void NoValuesHaveOneBin() => Assert.Equal([double.PositiveInfinity], Find([]));

    [Fact]
    public void HugeValuesAreCutBetweenThem()
    {
        double[] sample = [1e308, 1.2e308, 1.7e308];
        Assert.Equal([0, 1, 1, 1], CountByBin(sample, Find(sample)));
    }

    [Fact]
    public void EdgesAroundZeroAreThereWhereTheSampleIsOnOneSide()
    {
        double[] Around(params double[] sample) => BinEdges.FindAroundZero(DistinctValues.Of(sample), 4, 1);
        Assert.Equal([Math.BitDecrement(-Zero), Zero, 2.5000000000000004, double.PositiveInfinity], Around(1, 2, 3, 4));
        Assert.Equal([Math.BitIncrement(-2.5), Math.BitDecrement(-Zero), Zero, double.PositiveInfinity], Around(-1, -2, -3, -4));
        Assert.Equal([Math.BitDecrement(-Zero), Zero, 1.5000000000000002, double.PositiveInfinity], Around(-1, 1, 2));
    }
}
