using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Walks many rows on many threads. A row's result does not depend on the block that it falls into.</summary>
static class ForestBatch
{
    /// <summary>Bytes of slot values a block: they share the second cache with a tree.</summary>
    const int BlockBytes = 1 << 16, MostRows = 512;

    public static void Run<T, TCell, TVisitor>(
        Forest forest, ReadOnlyMemory<ForestTree> trees, ReadOnlySpan<T> rows, int rowCount, int threadCount,
        Span<TCell> cells)
        where T : unmanaged, INumberBase<T> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
    {
        int blockRows = Math.Clamp(BlockBytes / sizeof(double) / forest.SlotCount / 8 * 8, 8, MostRows);
        var block = new Block<T, TCell, TVisitor>(forest, trees);
        RowBlocks.Run(block, rows, rowCount, blockRows, threadCount, cells);
    }

    readonly struct Block<T, TCell, TVisitor>(Forest forest, ReadOnlyMemory<ForestTree> trees) : IRowBlock<T, TCell>
        where T : unmanaged, INumberBase<T> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
    {
        public void Take(ReadOnlySpan<T> rows, int rowCount, Span<TCell> cells) =>
            ForestWalk<TCell, TVisitor>.Rows(forest, trees.Span, rows, rowCount, cells);
    }
}
