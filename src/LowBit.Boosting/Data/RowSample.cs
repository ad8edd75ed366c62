using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>The k rows with the smallest random words, over all ranks: one pass, mergeable, and the same on any number of ranks.</summary>
static class RowSample
{
    const int Buckets = 1 << 16;
    const int BlockRows = 4096;

    /// <summary>This rank's rows in the sample, ascending.</summary>
    /// <param name="rowCount">Rows of this rank.</param>
    /// <param name="firstRow">Global index of its first row.</param>
    /// <param name="globalRowCount">Rows of all ranks.</param>
    /// <param name="sampleCount">k.</param>
    /// <param name="random">Words by global row.</param>
    /// <param name="collective">The ranks.</param>
    public static int[] Choose(
        int rowCount, long firstRow, long globalRowCount, int sampleCount, RandomStream random, ICollective collective)
    {
        if (globalRowCount <= sampleCount)
        {
            return [.. Enumerable.Range(0, rowCount)];
        }
        var counts = new long[Buckets];
        ForWords(rowCount, firstRow, random, (_, word) => counts[word >> 16]++);
        collective.AllReduceSum(counts);
        int bucket = 0;
        long below = 0;
        while (below + counts[bucket] < sampleCount)
        {
            below += counts[bucket++];
        }
        var border = new List<(uint Word, long Row)>();
        var sample = new List<int>();
        ForWords(rowCount, firstRow, random, (row, word) =>
        {
            if (word >> 16 < bucket)
            {
                sample.Add(row);
            }
            else if (word >> 16 == bucket)
            {
                border.Add((word, firstRow + row));
            }
        });
        var all = collective.AllGather<(uint Word, long Row)>(border.ToArray());
        Array.Sort(all);
        foreach (var (_, row) in all.AsSpan(0, (int)(sampleCount - below)))
        {
            if (row >= firstRow && row < firstRow + rowCount)
            {
                sample.Add((int)(row - firstRow));
            }
        }
        sample.Sort();
        return [.. sample];
    }

    static void ForWords(int rowCount, long firstRow, RandomStream random, Action<int, uint> take)
    {
        var words = new uint[BlockRows];
        for (int begin = 0; begin < rowCount; begin += BlockRows)
        {
            int count = Math.Min(BlockRows, rowCount - begin);
            random.Fill((ulong)(firstRow + begin), words.AsSpan(0, count), Isa.Best);
            for (int i = 0; i < count; i++)
            {
                take(begin + i, words[i]);
            }
        }
    }
}
