namespace LowBit.Tests;

public class VirtualRanksTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(4), InlineData(7)]
    public void EveryRankGetsTheSumTheMaximumAndAllParts(int size)
    {
        var results = VirtualRanks.Run(size, ranks =>
        {
            long[] sums = [ranks.Rank, 1];
            ranks.AllReduceSum(sums);
            double[] maxima = [-ranks.Rank, ranks.Rank];
            ranks.AllReduceMax(maxima);
            int[] parts = ranks.AllGather<int>(Enumerable.Repeat(ranks.Rank, ranks.Rank).ToArray());
            return (sums, maxima, parts);
        });
        Assert.Equal(size, results.Length);
        Assert.All(results, result =>
        {
            Assert.Equal([size * (size - 1) / 2, size], result.sums);
            Assert.Equal([0, size - 1], result.maxima);
            Assert.Equal(Enumerable.Range(0, size).SelectMany(rank => Enumerable.Repeat(rank, rank)), result.parts);
        });
    }

    [Fact]
    public void ManyMeetingsStayInStep()
    {
        long[] totals = VirtualRanks.Run(4, ranks =>
        {
            long[] value = [ranks.Rank + 1];
            for (int i = 0; i < 200; i++)
            {
                ranks.AllReduceSum(value);
                value[0] = value[0] % 1000 + ranks.Rank;
            }
            ranks.AllReduceSum(value);
            return value[0];
        });
        Assert.Single(totals.Distinct());
    }

    [Fact]
    public void ARankThatThrowsEndsTheOthers()
    {
        var failure = Assert.Throws<FormatException>(() => VirtualRanks.Run(4, ranks =>
        {
            if (ranks.Rank == 2)
            {
                throw new FormatException("rank 2");
            }
            ranks.AllReduceSum(new long[1]);
            return 0;
        }));
        Assert.Equal("rank 2", failure.Message);
    }

    [Fact]
    public void ARankThatReturnsEarlyEndsTheOthers() => Assert.Throws<RankLeftException>(() => VirtualRanks.Run(3, ranks =>
    {
        if (ranks.Rank > 0)
        {
            ranks.AllReduceSum(new long[1]);
        }
        return 0;
    }));

    [Fact]
    public void RanksThatCallDifferentMethodsFail() => Assert.Throws<InvalidCastException>(() => VirtualRanks.Run(2, ranks =>
    {
        if (ranks.Rank > 0)
        {
            ranks.AllReduceSum(new long[1]);
        }
        else
        {
            ranks.AllReduceMax(new double[1]);
        }
        return 0;
    }));

    [Fact]
    public void RanksThatReduceDifferentLengthsFail() =>
        Assert.Throws<InvalidOperationException>(() => VirtualRanks.Run(2, ranks =>
        {
            ranks.AllReduceSum(new long[1 + ranks.Rank]);
            return 0;
        }));
}
