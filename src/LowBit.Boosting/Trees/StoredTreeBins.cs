namespace LowBit.Boosting;

/// <summary>Turns a stored tree back into a walk over the bins that it was grown on.</summary>
static class StoredTreeBins
{
    const int Categorical = 1, MissingGoesLeft = 2;

    /// <exception cref="BadModelException">The tree was grown on other features.</exception>
    public static BinnedTree Of(Tree tree, Feature[] features)
    {
        int[] positions = Array.ConvertAll(
            tree.SplitFeature, index => Array.FindIndex(features, feature => feature.Index == index));
        if (positions.Contains(-1))
        {
            throw new BadModelException("the checkpoint holds a tree that looks at a column which is no feature of this run; train from the start.");
        }
        var left = new BinSet[positions.Length];
        for (int node = 0; node < left.Length; node++)
        {
            left[node] = LeftBins(tree, node, features[positions[node]].Bins);
        }
        return new(positions, left, tree.LeftChild, tree.RightChild);
    }

    static BinSet LeftBins(Tree tree, int node, BinMapper bins)
    {
        var left = default(BinSet);
        for (int bin = 0; bin < bins.BinCount; bin++)
        {
            if (bins is NumericBins numeric ? GoesLeft(tree, node, numeric, bin) : HasCategory(tree, node, (CategoricalBins)bins, bin))
            {
                left.Add(bin);
            }
        }
        return left;
    }

    static bool GoesLeft(Tree tree, int node, NumericBins bins, int bin) => bin == bins.MissingBin
        ? (tree.DecisionType[node] & MissingGoesLeft) != 0
        : bins.Edges[bin] <= tree.Threshold[node];

    /// <summary>Bin 0, which has no category, goes right.</summary>
    static bool HasCategory(Tree tree, int node, CategoricalBins bins, int bin)
    {
        if (bin == 0 || (tree.DecisionType[node] & Categorical) == 0)
        {
            return false;
        }
        int category = bins.Categories[bin - 1], set = (int)tree.Threshold[node];
        int word = tree.CategoryBoundaries[set] + category / 32;
        return word < tree.CategoryBoundaries[set + 1] && (tree.CategoryBits[word] >> (category % 32) & 1) != 0;
    }
}
