using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>A grown tree as a walk over bins, for rows that did not grow it: out of the bag, or for validation.</summary>
sealed class BinnedTree
{
    readonly GrownTree _tree;
    readonly BinMapper[] _bins;
    readonly bool[] _isSmall; // its bins are looked up in a set
    readonly BinSet[] _left;

    public BinnedTree(GrownTree tree, Feature[] features)
    {
        _tree = tree;
        _bins = new BinMapper[tree.LeafCount - 1];
        _left = new BinSet[tree.LeafCount - 1];
        _isSmall = new bool[tree.LeafCount - 1];
        for (int node = 0; node < _left.Length; node++)
        {
            _bins[node] = features[tree.Splits[node].Feature].Bins;
            _isSmall[node] = _bins[node].BinCount <= BinSet.Size;
            _left[node] = _isSmall[node] ? tree.Splits[node].LeftBins(_bins[node]) : default;
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
            int bin = bins.BinOf(_tree.Splits[node].Feature, row);
            node = GoesLeft(node, bin) ? _tree.Left[node] : _tree.Right[node];
        }
        return ~node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool GoesLeft(int node, int bin) =>
        _isSmall[node] ? _left[node].Contains(bin) : _tree.Splits[node].GoesLeft(bin, _bins[node]);
}
