using System.Buffers;
using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Takes blocks of rows through trees, group by group of 64 and tree by tree: so a tree stays in the nearest cache.</summary>
/// <param name="forest">The model.</param>
/// <param name="trees">Which trees.</param>
/// <param name="kernel">Instruction set.</param>
readonly unsafe struct RankedRows<T, TCell, TVisitor>(RankedForest forest, Range trees, RankKernel kernel) : IRowBlock<T, TCell>
    where T : unmanaged, INumberBase<T> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
{
    /// <summary>Bytes of planes a block, and its most groups.</summary>
    const int BlockBytes = 1 << 16, MostGroups = 8;

    const int GroupRows = RankedForest.GroupRows;

    /// <summary>Shares many rows out to threads.</summary>
    /// <param name="rows">[rowCount × features], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="threadCount">≤ 0: one a core.</param>
    /// <param name="cells">in, out: [rowCount × cells a row], row-major.</param>
    public void Run(ReadOnlySpan<T> rows, int rowCount, int threadCount, Span<TCell> cells)
    {
        int groups = Math.Clamp(BlockBytes / Math.Max(forest.GroupSize, 1), 1, MostGroups);
        RowBlocks.Run(this, rows, rowCount, groups * GroupRows, threadCount, cells);
    }

    public void Take(ReadOnlySpan<T> rows, int rowCount, Span<TCell> cells)
    {
        int groups = (rowCount + GroupRows - 1) / GroupRows, columns = rows.Length / rowCount;
        byte[] rented = ArrayPool<byte>.Shared.Rent(forest.WorkSize + groups * forest.GroupSize + GroupRows);
        fixed (byte* buffer = rented)
        fixed (T* row = rows)
        {
            byte* work = (byte*)(((nuint)buffer + GroupRows - 1) / GroupRows * GroupRows);
            byte* planes = work + forest.WorkSize;
            RankedForest.WriteLeaves(new(work, forest.WorkSize));
            for (int group = 0; group < groups; group++)
            {
                int first = group * GroupRows;
                Read(row + first * columns, columns, Math.Min(GroupRows, rowCount - first), planes + group * forest.GroupSize);
            }
            Walk(planes, work, rows, columns, rowCount, cells);
        }
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Bytes behind the last row stay as they are, and nobody looks at the leaves that they lead to.</summary>
    void Read(T* row, int columns, int rowCount, byte* planes)
    {
        foreach (var column in forest.Columns)
        {
            column.Read(row + column.Slot.Column, columns, rowCount, planes);
        }
    }

    void Walk(byte* planes, byte* work, ReadOnlySpan<T> rows, int columns, int rowCount, Span<TCell> cells)
    {
        int cellCount = cells.Length / rowCount, cell = 0;
        fixed (RankStep* steps = forest.Steps)
        fixed (byte* sets = forest.Sets)
        {
            foreach (var tree in forest.Trees.AsSpan(trees))
            {
                for (int row = 0; row < rowCount; row += GroupRows)
                {
                    kernel.Walk(steps + tree.FirstStep, tree.Runs, sets, planes + row / GroupRows * forest.GroupSize, work);
                    var leaves = new ReadOnlySpan<byte>(work + tree.Root, Math.Min(GroupRows, rowCount - row));
                    TVisitor.VisitGroup(
                        tree.Tree, leaves, rows[(row * columns)..], cells[(row * cellCount + cell)..], columns, cellCount);
                }
                cell = cell + 1 < cellCount ? cell + 1 : 0;
            }
        }
    }
}
