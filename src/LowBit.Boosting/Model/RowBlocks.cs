namespace LowBit.Boosting;

/// <summary>Shares many rows out to threads, block by block.</summary>
static unsafe class RowBlocks
{
    /// <summary>Takes all rows; what a row gives must not depend on the block that it falls into.</summary>
    /// <param name="block">What is done with each block.</param>
    /// <param name="rows">[rowCount × columns], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="blockRows">Rows a block.</param>
    /// <param name="threadCount">≤ 0: one a core.</param>
    /// <param name="cells">in, out: [rowCount × cells a row], row-major.</param>
    public static void Run<T, TCell, TBlock>(
        TBlock block, ReadOnlySpan<T> rows, int rowCount, int blockRows, int threadCount, Span<TCell> cells)
        where T : unmanaged where TCell : unmanaged where TBlock : struct, IRowBlock<T, TCell>
    {
        if (rowCount == 0)
        {
            return;
        }
        var (columns, cellCount) = (rows.Length / rowCount, cells.Length / rowCount);
        int blockCount = (rowCount + blockRows - 1) / blockRows;
        fixed (T* firstRow = rows)
        fixed (TCell* firstCell = cells)
        {
            // a lambda cannot capture fixed variables
            var rowsAt = firstRow;
            var cellsAt = firstCell;
            int threads = threadCount > 0 ? threadCount : Environment.ProcessorCount;
            Parallel.For(0, blockCount, new() { MaxDegreeOfParallelism = threads }, index =>
            {
                int start = index * blockRows;
                int count = Math.Min(blockRows, rowCount - start);
                block.Take(
                    new ReadOnlySpan<T>(rowsAt + (nint)start * columns, count * columns), count,
                    new Span<TCell>(cellsAt + (nint)start * cellCount, count * cellCount));
            });
        }
    }
}
