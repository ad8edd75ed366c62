namespace LowBit.Boosting;

/// <summary>A tree as a walk over bins, for rows that did not grow it: out of the bag, for validation, or read from a file.</summary>
/// <param name="features">[nodes] position among the used features.</param>
/// <param name="leftBins">[nodes] bins that go left.</param>
/// <param name="left">[nodes] left child; &lt; 0: leaf ~child.</param>
/// <param name="right">[nodes] right child.</param>
sealed unsafe class BinnedTree(int[] features, BinSet[] leftBins, int[] left, int[] right)
{
    public BinnedTree(GrownTree tree, Feature[] features) : this(
        [.. tree.Splits.Take(tree.LeafCount - 1).Select(split => split.Feature)],
        [.. tree.Splits.Take(tree.LeafCount - 1).Select(split => split.LeftBins(features[split.Feature].Bins))],
        tree.Left, tree.Right)
    {
    }

    public int LeafOf(BinnedMatrix bins, int row)
    {
        if (features.Length == 0)
        {
            return 0;
        }
        int node = 0;
        while (node >= 0)
        {
            int bin = bins.Column(features[node])[row];
            node = leftBins[node].Contains(bin) ? left[node] : right[node];
        }
        return ~node;
    }
}
