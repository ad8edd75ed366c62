using LowBit.Boosting;

namespace LowBit.Tests;

public class BagTests
{
    const int Rows = 10_000;

    static readonly BoosterOptions Half = new() { BaggingFraction = 0.5, BaggingFreq = 3, Seed = 4 };

    static int[] Draw(BoosterOptions options, int round, long firstRow = 0, int rowCount = Rows)
    {
        var bag = new Bag(options, LabelRows.Of(new double[rowCount], firstRow));
        bag.StartRound(round);
        Assert.Equal(bag.Count, bag.Rows.Length);
        return bag.Rows.ToArray();
    }

    [Theory]
    [InlineData(0.5), InlineData(0.1), InlineData(0.999)]
    public void ARowIsInTheBagIfItsWordIsBelowTheFraction(double fraction)
    {
        var random = RandomStreams.Of(4, RandomStreams.Bagging, 6);
        var expected = Enumerable.Range(0, Rows).Where(row => random.Word((ulong)row) / 4294967296.0 < fraction);
        Assert.Equal(expected, Draw(Half with { BaggingFraction = fraction }, round: 8));
    }

    [Fact]
    public void ABagLastsForItsRounds()
    {
        Assert.Equal(Draw(Half, 3), Draw(Half, 5));
        Assert.NotEqual(Draw(Half, 3), Draw(Half, 6));
        var bag = new Bag(Half, LabelRows.Of(new double[Rows]));
        foreach (int round in (int[])[0, 1, 2, 3, 4, 7])
        {
            bag.StartRound(round);
            Assert.Equal(Draw(Half, round), bag.Rows.ToArray());
        }
    }

    [Fact]
    public void RanksDrawTheRowsOfOneProcess() => Assert.Equal(
        Draw(Half, 0), Draw(Half, 0, 0, 4_097).Concat(Draw(Half, 0, 4_097, Rows - 4_097).Select(row => row + 4_097)));

    [Fact]
    public void TheSeedOfBagsTakesThePlaceOfTheSeed() =>
        Assert.Equal(Draw(Half, 0), Draw(Half with { Seed = 9, BaggingSeed = 4 }, 0));

    [Theory]
    [InlineData(0.5, 0), InlineData(1, 3)]
    public void WithoutBaggingEveryRowIsIn(double fraction, int freq)
    {
        var bag = new Bag(Half with { BaggingFraction = fraction, BaggingFreq = freq }, LabelRows.Of(new double[Rows]));
        bag.StartRound(0);
        Assert.Equal((false, Rows), (bag.IsUsed, bag.Count));
    }

    /// <summary>In the order of the rows: every third is positive.</summary>
    static double[] Labels(int rowCount) => [.. Enumerable.Range(0, rowCount).Select(row => row % 3 == 0 ? 1.0 : 0)];

    [Fact]
    public void EachClassHasItsFractionAndTheCommonOneIsNotLookedAt()
    {
        var options = Half with { PosBaggingFraction = 0.9, NegBaggingFraction = 0.2 };
        var bag = new Bag(options, LabelRows.Of(Labels(Rows)));
        bag.StartRound(0);
        var random = RandomStreams.Of(4, RandomStreams.Bagging, 0);
        var expected = Enumerable.Range(0, Rows).Where(
            row => random.Word((ulong)row) / 4294967296.0 < (row % 3 == 0 ? 0.9 : 0.2));
        Assert.Equal(expected, bag.Rows.ToArray());
    }

    [Theory]
    [InlineData(0.5, 1, 3, true), InlineData(1, 0.5, 3, true), InlineData(1, 1, 3, false), InlineData(0.5, 0.5, 0, false)]
    public void AFractionOfOneClassIsEnough(double positive, double negative, int freq, bool isUsed)
    {
        var options = Half with { BaggingFraction = 1, BaggingFreq = freq, PosBaggingFraction = positive, NegBaggingFraction = negative };
        Assert.Equal(isUsed, new Bag(options, LabelRows.Of(Labels(10))).IsUsed);
    }

    static int[] DrawGroups(int[] sizes, long firstRow = 0)
    {
        var rows = LabelRows.Of(new double[sizes.Sum()], firstRow, groupSizes: sizes);
        var bag = new Bag(Half with { BaggingByQuery = true }, rows);
        bag.StartRound(0);
        return bag.Rows.ToArray();
    }

    static readonly int[] Sizes = [.. Enumerable.Range(0, 400).Select(group => 1 + group * 7 % 30)];

    [Fact]
    public void AGroupIsInTheBagWithAllItsRowsOrNotAtAll()
    {
        var random = RandomStreams.Of(4, RandomStreams.Bagging, 0);
        int[] starts = RowGroups.Starts(Sizes);
        var expected = Enumerable.Range(0, Sizes.Length).Where(group => random.Word((ulong)starts[group]) < 1u << 31)
            .SelectMany(group => Enumerable.Range(starts[group], Sizes[group]));
        Assert.Equal(expected, DrawGroups(Sizes));
        Assert.InRange(DrawGroups(Sizes).Length / (double)Sizes.Sum(), 0.4, 0.6);
    }

    [Fact]
    public void RanksDrawTheGroupsOfOneProcess()
    {
        int first = Sizes[..150].Sum();
        Assert.Equal(
            DrawGroups(Sizes), DrawGroups(Sizes[..150]).Concat(DrawGroups(Sizes[150..], first).Select(row => row + first)));
    }
}
