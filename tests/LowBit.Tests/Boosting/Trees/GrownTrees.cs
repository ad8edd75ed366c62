using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A tree made by hand, with every kind of split.</summary>
static class GrownTrees
{
    /// <summary>Columns 0, 2, 3, 5 of a table: no missing type, zeros, NaN, and categories.</summary>
    public static readonly Feature[] Features =
    [
        new(0, new NumericBins([1.5, 2.5, double.PositiveInfinity], MissingType.None, 0, 9)),
        new(2, new NumericBins([-1, 1, double.PositiveInfinity], MissingType.Zero, -3, 3)),
        new(3, new NumericBins([0.5, 4, double.PositiveInfinity], MissingType.NaN, 0, 5)),
        new(5, new CategoricalBins([7, 100, 31, 32, 0], hasOthers: true)),
    ];

    /// <summary>Five leaves; leaf i has the output 0.1 · (i + 1) and i + 1 rows.</summary>
    public static GrownTree Tree()
    {
        var tree = new GrownTree(maxLeaves: 8);
        tree.Start(State(5, 0.05));
        tree.Split(0, new Split { Feature = 0, Bin = 1, Gain = 8 }, State(1, 0.1), State(2, 0.2));
        tree.Split(1, new Split { Feature = 1, Bin = 0, Gain = 4, MissingGoesLeft = true }, State(2, 0.2), State(3, 0.3));
        tree.Split(0, new Split { Feature = 2, Bin = 2, Gain = 2 }, State(1, 0.1), State(4, 0.4));
        tree.Split(3, Set(1, 3, 4), State(4, 0.4), State(5, 0.5));
        return tree;
    }

    static NodeState State(int rows, double output) => new(-rows, 2 * rows, rows, output, 0);

    static Split Set(params int[] bins)
    {
        var split = new Split { Feature = 3, Bin = -1, Gain = 1 };
        Array.ForEach(bins, bin => split.Categories.Add(bin));
        return split;
    }
}
