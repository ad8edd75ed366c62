using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Shares many rows out to threads. A row's result does not depend on the block that it falls into.</summary>
static unsafe class ForestBatch
{
    /// <summary>Bytes of slot values a block: they share the second cache with a tree.</summary>
    const int BlockBytes = 1 << 16, MostRows = 512;

    public static void Run<T, TCell, TVisitor>(
        Forest forest, ReadOnlyMemory<ForestTree> trees, ReadOnlySpan<T> rows, int rowCount, int threadCount,
        Span<TCell> cells)
        where T : unmanaged, INumberBase<T> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
    {
        if (rowCount == 0)
        {
            return;
        }
        var (columns, cellCount) = (rows.Length / rowCount, cells.Length / rowCount);
        int blockRows = Math.Clamp(BlockBytes / sizeof(double) / forest.SlotCount / 8 * 8, 8, MostRows);
        int blockCount = (rowCount + blockRows - 1) / blockRows;
        fixed (T* firstRow = rows)
        fixed (TCell* firstCell = cells)
        {
            // a lambda cannot capture fixed variables
            var rowsAt = firstRow;
            var cellsAt = firstCell;
            int threads = threadCount > 0 ? threadCount : Environment.ProcessorCount;
            Parallel.For(0, blockCount, new() { MaxDegreeOfParallelism = threads }, block =>
            {
                int start = block * blockRows;
                int count = Math.Min(blockRows, rowCount - start);
                ForestWalk<TCell, TVisitor>.Rows(forest, trees.Span,
                    new ReadOnlySpan<T>(rowsAt + (nint)start * columns, count * columns), count,
                    new Span<TCell>(cellsAt + (nint)start * cellCount, count * cellCount));
            });
        }
    }
}
