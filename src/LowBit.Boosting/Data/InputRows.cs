using System.Buffers;

namespace LowBit.Boosting;

/// <summary>
/// What a loaded model says of a table's rows, taken while the values go by, since only bins are kept of them: raw scores,
/// summed tree by tree in the order of the file as prediction does, or the leaf of each tree.
/// </summary>
sealed class InputRows
{
    const int PieceRows = 256;

    readonly BoostedTrees _model;

    /// <param name="model">The model; its columns are the first of the table.</param>
    /// <param name="rowCount">Rows of the table.</param>
    /// <param name="keepLeaves">Leaves are kept, not scores.</param>
    public InputRows(BoostedTrees model, int rowCount, bool keepLeaves)
    {
        _model = model;
        if (keepLeaves)
        {
            CheckLeaves(model);
            Leaves = [.. model.Trees.Select(_ => new ushort[rowCount])];
        }
        else
        {
            Scores = [.. Enumerable.Range(0, model.OutputCount).Select(_ => new double[rowCount])];
        }
    }

    /// <summary>[outputs][rows], or null.</summary>
    public double[][]? Scores { get; }

    /// <summary>[trees][rows], or null.</summary>
    public ushort[][]? Leaves { get; }

    /// <summary>Takes the rows begin … end − 1. Called from several threads.</summary>
    /// <param name="block">Their values, row-major.</param>
    /// <param name="width">Values a row.</param>
    /// <param name="begin">First row.</param>
    /// <param name="end">Row behind the last.</param>
    public void Take(double[] block, int width, int begin, int end)
    {
        for (int first = begin; first < end; first += PieceRows)
        {
            int count = Math.Min(PieceRows, end - first);
            var rows = block.AsSpan((first - begin) * width, count * width);
            if (Leaves is null)
            {
                Take<double, ScoreVisitor, double>(rows, first, count, Scores!, score => score);
            }
            else
            {
                Take<int, LeafVisitor, ushort>(rows, first, count, Leaves, leaf => (ushort)leaf);
            }
        }
    }

    void Take<TCell, TVisitor, TKept>(
        ReadOnlySpan<double> rows, int first, int count, TKept[][] destination, Func<TCell, TKept> keep)
        where TCell : unmanaged where TVisitor : struct, ILeafVisitor<TCell>
    {
        int width = destination.Length;
        if (width == 0)
        {
            return;
        }
        var cells = ArrayPool<TCell>.Shared.Rent(count * width);
        Array.Clear(cells);
        ForestWalk<TCell, TVisitor>.Rows(_model.Forest, _model.Forest.Trees, rows, count, cells.AsSpan(0, count * width));
        for (int column = 0; column < width; column++)
        {
            for (int row = 0, at = column; row < count; row++, at += width)
            {
                destination[column][first + row] = keep(cells[at]);
            }
        }
        ArrayPool<TCell>.Shared.Return(cells);
    }

    static void CheckLeaves(BoostedTrees model)
    {
        if (model.Trees.Any(tree => tree.LeafCount > ushort.MaxValue))
        {
            throw new BadModelException(
                $"the input model has a tree of more than {ushort.MaxValue} leaves, which cannot be refitted; train a new model.");
        }
    }
}
