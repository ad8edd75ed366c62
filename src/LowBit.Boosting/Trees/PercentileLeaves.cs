namespace LowBit.Boosting;

/// <summary>
/// Leaf values of losses without a useful second derivative (L1): the weighted percentile of target − score over the leaf's
/// rows in the bag. Inner nodes keep their Newton output, which only explains.
/// </summary>
sealed unsafe class PercentileLeaves(
    double fraction, ReadOnlySpan<double> weights, Dataset data, int maxLeaves, WorkerTeam team)
{
    readonly WeightedPercentile _percentile = new(fraction, weights, data.Collective, team);
    readonly double[] _values = new double[maxLeaves];

    /// <param name="tree">in, out: the tree.</param>
    /// <param name="scores">[rows] scores before the tree.</param>
    /// <param name="leaves">[rows] leaf of each row; rows out of the bag have leaf number LeafCount.</param>
    public void Apply(GrownTree tree, double[] scores, ushort* leaves)
    {
        var values = _values.AsSpan(0, tree.LeafCount);
        _percentile.OfGroups(data.TargetValues, scores, new(leaves, data.RowCount), values);
        for (int leaf = 0; leaf < values.Length; leaf++)
        {
            tree.Leaves[leaf] = tree.Leaves[leaf] with { Output = values[leaf] };
        }
    }
}
