using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// Takes rows through trees, whose leaves visit the cells of the row in the order of the trees: tree t, counted from
/// the first one used, visits cell t modulo the number of cells a row.
/// </summary>
/// <typeparam name="TCell">What a cell holds.</typeparam>
/// <typeparam name="TVisitor">What a leaf does with a cell.</typeparam>
static class ForestWalk<TCell, TVisitor> where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
{
    const int Lanes = TraversalKernel.Lanes, MostOnStack = 512;

    /// <summary>One row, eight trees at a time.</summary>
    [SkipLocalsInit]
    public static void Row(Forest forest, ReadOnlySpan<ForestTree> trees, ReadOnlySpan<double> row, Span<TCell> cells)
    {
        double[]? rented = forest.SlotCount > MostOnStack ? ArrayPool<double>.Shared.Rent(forest.SlotCount) : null;
        Span<double> values = rented is null ? stackalloc double[MostOnStack] : rented;
        forest.Read(row, stride: 1, values);
        for (int tree = 0; tree < trees.Length; tree += Lanes)
        {
            Row(forest, trees[tree..], row, ref values[0], cells, tree);
        }
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    static void Row(
        Forest forest, ReadOnlySpan<ForestTree> trees, ReadOnlySpan<double> row, ref double values,
        Span<TCell> cells, int firstTree)
    {
        Unsafe.SkipInit(out LaneOffsets lanes);
        bool hasCategories = false;
        for (int lane = 0; lane < Lanes; lane++)
        {
            ref readonly var tree = ref trees[Math.Min(lane, trees.Length - 1)];
            (lanes[lane], hasCategories) = (tree.Root, hasCategories | tree.HasCategories);
        }
        TraversalKernel.Walk<TraversalKernel.OneRow>(forest, hasCategories, ref values, ref lanes);
        for (int lane = 0; lane < Math.Min(trees.Length, Lanes); lane++)
        {
            ref var cell = ref cells[(firstTree + lane) % cells.Length];
            TVisitor.Visit(forest, trees[lane], ForestNode.Index(lanes[lane]), row, ref cell);
        }
    }

    /// <summary>A block of rows, eight by eight and tree by tree: so a tree stays in the nearest cache.</summary>
    public static void Rows<T>(
        Forest forest, ReadOnlySpan<ForestTree> trees, ReadOnlySpan<T> rows, int rowCount, Span<TCell> cells)
        where T : unmanaged, INumberBase<T>
    {
        int columns = rows.Length / rowCount, cellCount = cells.Length / rowCount, groupSize = forest.SlotCount * Lanes;
        int roundedCount = (rowCount + Lanes - 1) / Lanes * Lanes;
        double[] values = ArrayPool<double>.Shared.Rent(roundedCount / Lanes * groupSize);
        for (int row = 0; row < roundedCount; row++) // lanes without a row of their own walk with the last one
        {
            forest.Read(rows.Slice(Math.Min(row, rowCount - 1) * columns, columns), Lanes,
                values.AsSpan(row / Lanes * groupSize + row % Lanes));
        }
        for (int tree = 0; tree < trees.Length; tree++)
        {
            for (int row = 0; row < rowCount; row += Lanes)
            {
                Group(forest, trees[tree], ref values[row / Lanes * groupSize],
                    rows[(row * columns)..], columns, cells[(row * cellCount)..], cellCount, tree % cellCount);
            }
        }
        ArrayPool<double>.Shared.Return(values);
    }

    static void Group<T>(
        Forest forest, in ForestTree tree, ref double values,
        ReadOnlySpan<T> rows, int columns, Span<TCell> cells, int cellCount, int cell)
        where T : unmanaged, INumberBase<T>
    {
        Unsafe.SkipInit(out LaneOffsets lanes);
        ((Span<nuint>)lanes).Fill(tree.Root);
        TraversalKernel.Walk<TraversalKernel.EightRows>(forest, tree.HasCategories, ref values, ref lanes);
        for (int lane = 0; lane < Lanes && cell < cells.Length; lane++, cell += cellCount)
        {
            var row = rows.Slice(lane * columns, columns);
            TVisitor.Visit(forest, tree, ForestNode.Index(lanes[lane]), row, ref cells[cell]);
        }
    }
}
