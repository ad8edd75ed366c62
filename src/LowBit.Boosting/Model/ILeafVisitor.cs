using System.Numerics;

namespace LowBit.Boosting;

/// <summary>What is done with the leaf that a row reaches in a tree.</summary>
/// <typeparam name="TCell">What a row's cell holds.</typeparam>
interface ILeafVisitor<TCell>
{
    /// <summary>Takes a leaf.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="node">Number of the leaf's node in the forest.</param>
    /// <param name="row">The row.</param>
    /// <param name="cell">in, out: the row's cell for this tree.</param>
    static abstract void Visit<T>(Forest forest, in ForestTree tree, int node, ReadOnlySpan<T> row, ref TCell cell)
        where T : unmanaged, INumberBase<T>;

    /// <summary>Takes the leaves of rows that follow each other.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="leaves">[rows] numbers of leaves.</param>
    /// <param name="rows">From the first row on.</param>
    /// <param name="cells">in, out: from the first row's cell for this tree on.</param>
    /// <param name="columns">Fields a row.</param>
    /// <param name="cellCount">Cells a row.</param>
    static abstract void VisitGroup<T>(
        Tree tree, ReadOnlySpan<byte> leaves, ReadOnlySpan<T> rows, Span<TCell> cells, int columns, int cellCount)
        where T : unmanaged, INumberBase<T>;
}
