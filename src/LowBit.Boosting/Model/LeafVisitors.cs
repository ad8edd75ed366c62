using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Adds the leaf's output to the score.</summary>
readonly struct ScoreVisitor : ILeafVisitor<double>
{
    public static void Visit<T>(Forest forest, in ForestTree tree, int node, ReadOnlySpan<T> row, ref double cell)
        where T : unmanaged, INumberBase<T> =>
        cell += tree.LinearLeaves.Length == 0
            ? forest.Nodes[node].Threshold
            : Output(tree.LinearLeaves[forest.Leaves[node]], forest.Nodes[node].Threshold, row);

    public static void VisitGroup<T>(
        Tree tree, ReadOnlySpan<byte> leaves, ReadOnlySpan<T> rows, Span<double> cells, int columns, int cellCount)
        where T : unmanaged, INumberBase<T>
    {
        double[] values = tree.LeafValue;
        var linear = tree.LinearLeaves;
        if (linear.Length == 0)
        {
            Add(values, leaves, cells, cellCount);
            return;
        }
        for (int row = 0; row < leaves.Length; row++)
        {
            int leaf = leaves[row];
            cells[row * cellCount] += Output(linear[leaf], values[leaf], rows.Slice(row * columns, columns));
        }
    }

    static void Add(double[] values, ReadOnlySpan<byte> leaves, Span<double> cells, int cellCount)
    {
        if (cellCount == 1)
        {
            cells = cells[..leaves.Length];
            for (int row = 0; row < cells.Length; row++)
            {
                cells[row] += values[leaves[row]];
            }
            return;
        }
        for (int row = 0; row < leaves.Length; row++)
        {
            cells[row * cellCount] += values[leaves[row]];
        }
    }

    static double Output<T>(LinearLeaf leaf, double constant, ReadOnlySpan<T> row) where T : unmanaged, INumberBase<T>
    {
        double output = leaf.Constant;
        for (int i = 0; i < leaf.Features.Length; i++)
        {
            double field = double.CreateTruncating(row[leaf.Features[i]]);
            if (double.IsNaN(field))
            {
                return constant;
            }
            output += leaf.Coefficients[i] * field;
        }
        return output;
    }
}

/// <summary>Notes the number of the leaf.</summary>
readonly struct LeafVisitor : ILeafVisitor<int>
{
    public static void Visit<T>(Forest forest, in ForestTree tree, int node, ReadOnlySpan<T> row, ref int cell)
        where T : unmanaged, INumberBase<T> => cell = forest.Leaves[node];

    public static void VisitGroup<T>(
        Tree tree, ReadOnlySpan<byte> leaves, ReadOnlySpan<T> rows, Span<int> cells, int columns, int cellCount)
        where T : unmanaged, INumberBase<T>
    {
        for (int row = 0; row < leaves.Length; row++)
        {
            cells[row * cellCount] = leaves[row];
        }
    }
}
