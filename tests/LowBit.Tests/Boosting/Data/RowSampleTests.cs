using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class RowSampleTests
{
    const int RowCount = 20_000;

    static readonly RandomStream Random = RandomStreams.Of(5, RandomStreams.EdgeSample);

    static int[] SlowSample(int sampleCount) =>
        [.. Enumerable.Range(0, RowCount).OrderBy(row => (Random.Word((ulong)row), row)).Take(sampleCount).Order()];

    /// <summary>The rows that the ranks choose, as global rows; the first rank has most.</summary>
    static int[] Choose(int sampleCount, int rankCount) => [.. VirtualRanks.Run(rankCount, ranks =>
    {
        int firstRow = ranks.Rank == 0 ? 0 : 10_001 + (RowCount - 10_001) * (ranks.Rank - 1) / Math.Max(1, rankCount - 1);
        int end = ranks.Rank == rankCount - 1 ? RowCount : 10_001 + (RowCount - 10_001) * ranks.Rank / Math.Max(1, rankCount - 1);
        int[] rows = RowSample.Choose(end - firstRow, firstRow, RowCount, sampleCount, Random, ranks);
        return rows.Select(row => row + firstRow);
    }).SelectMany(rows => rows)];

    [Theory]
    [InlineData(1, 1), InlineData(2, 1), InlineData(777, 1), InlineData(777, 2), InlineData(777, 4), InlineData(19_999, 3)]
    [InlineData(20_000, 2), InlineData(100_000, 2)]
    public void TheRowsWithTheSmallestWordsAreChosenByAnyNumberOfRanks(int sampleCount, int rankCount) =>
        Assert.Equal(SlowSample(sampleCount), Choose(sampleCount, rankCount));

    [Fact]
    public void EqualWordsGoToTheLowerRow()
    {
        // 2^17 rows have about two pairs of equal words; a sample that ends between the rows of a pair takes the lower one
        const int Rows = 1 << 17;
        var byWord = Enumerable.Range(0, Rows).GroupBy(row => Random.Word((ulong)row)).OrderBy(group => group.Key).ToList();
        var pair = byWord.First(group => group.Count() > 1);
        int before = byWord.TakeWhile(group => group.Key < pair.Key).Sum(group => group.Count());
        int[] chosen = RowSample.Choose(Rows, 0, Rows, before + 1, Random, SingleProcess.Instance);
        Assert.Contains(pair.Min(), chosen);
        Assert.DoesNotContain(pair.Max(), chosen);
    }
}
