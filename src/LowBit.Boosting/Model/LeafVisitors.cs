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
}
