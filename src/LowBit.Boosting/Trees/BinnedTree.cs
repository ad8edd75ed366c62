namespace LowBit.Boosting;

/// <summary>A grown tree as a walk over bins, for rows that did not grow it: out of the bag, or for validation.</summary>
sealed unsafe class BinnedTree
{
    readonly GrownTree _tree;
    readonly BinSet[] _left;

    public BinnedTree(GrownTree tree, Feature[] features)
    {
        _tree = tree;
        _left = new BinSet[tree.LeafCount - 1];
        for (int node = 0; node < _left.Length; node++)
        {
            _left[node] = tree.Splits[node].LeftBins(features[tree.Splits[node].Feature].Bins);
        }
    }

    public int LeafOf(BinnedMatrix bins, int row)
    {
        if (_left.Length == 0)
        {
            return 0;
        }
        int node = 0;
        while (node >= 0)
        {
            int bin = bins.Column(_tree.Splits[node].Feature)[row];
            node = _left[node].Contains(bin) ? _tree.Left[node] : _tree.Right[node];
        }
        return ~node;
    }
}
