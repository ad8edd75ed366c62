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
}
