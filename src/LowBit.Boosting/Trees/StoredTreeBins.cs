namespace LowBit.Boosting;

/// <summary>Turns a stored tree back into splits of the bins that it was grown on.</summary>
static class StoredTreeBins
{
    const int Categorical = 1, MissingGoesLeft = 2;

    /// <returns>Null: the tree was grown on other bins.</returns>
    public static BinnedTree? Of(Tree tree, Feature[] features)
    {
        var splits = new Split[tree.LeafCount - 1];
        for (int node = 0; node < splits.Length; node++)
        {
            int position = Array.FindIndex(features, feature => feature.Index == tree.SplitFeature[node]);
            if (position < 0 || SplitOf(tree, node, position, features[position].Bins) is not { } split)
            {
                return null;
            }
            splits[node] = split;
        }
        return new(GrownTree.Of(splits, tree.LeftChild, tree.RightChild), features);
    }

    static Split? SplitOf(Tree tree, int node, int feature, BinMapper bins)
    {
        bool isCategorical = (tree.DecisionType[node] & Categorical) != 0;
        if (isCategorical != bins is CategoricalBins)
        {
            return null;
        }
        int bin = isCategorical ? -1 : Array.BinarySearch(((NumericBins)bins).Edges, tree.Threshold[node]);
        return bin < 0 && !isCategorical ? null : new Split()
        {
            Feature = feature,
            Bin = bin,
            MissingGoesLeft = (tree.DecisionType[node] & MissingGoesLeft) != 0,
            Categories = isCategorical ? LeftBins(tree, (int)tree.Threshold[node], (CategoricalBins)bins) : default,
        };
    }

    static BinSet LeftBins(Tree tree, int set, CategoricalBins bins)
    {
        var left = default(BinSet);
        for (int bin = 1; bin < bins.BinCount; bin++)
        {
            int category = bins.Categories[bin - 1], word = tree.CategoryBoundaries[set] + category / 32;
            if (word < tree.CategoryBoundaries[set + 1] && (tree.CategoryBits[word] >> (category % 32) & 1) != 0)
            {
                left.Add(bin);
            }
        }
        return left;
    }
}
