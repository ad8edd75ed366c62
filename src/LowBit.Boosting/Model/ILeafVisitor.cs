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
        where T : unmanaged, System.Numerics.INumberBase<T>;
}
