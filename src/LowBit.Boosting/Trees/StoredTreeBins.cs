namespace LowBit.Boosting;

/// <summary>Turns a stored tree back into splits of the bins that it was grown on.</summary>
static class StoredTreeBins
{
    const int Categorical = 1, MissingGoesLeft = 2;

    /// <exception cref="BadModelException">The tree was grown on other bins.</exception>
    public static BinnedTree Of(Tree tree, Feature[] features)
    {
        var splits = new Split[tree.LeafCount - 1];
        for (int node = 0; node < splits.Length; node++)
        {
            int position = Array.FindIndex(features, feature => feature.Index == tree.SplitFeature[node]);
            splits[node] = position < 0 ? throw Other() : SplitOf(tree, node, position, features[position].Bins);
        }
        return new(GrownTree.Of(splits, tree.LeftChild, tree.RightChild), features);
    }

    static Split SplitOf(Tree tree, int node, int feature, BinMapper bins)
    {
        bool isCategorical = (tree.DecisionType[node] & Categorical) != 0;
        if (isCategorical != bins is CategoricalBins)
        {
            throw Other();
        }
        int bin = isCategorical ? -1 : Array.BinarySearch(((NumericBins)bins).Edges, tree.Threshold[node]);
        return new()
        {
            Feature = feature,
            Bin = bin >= 0 || isCategorical ? bin : throw Other(),
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

    static BadModelException Other() => new(
        "the checkpoint holds a tree that was not grown on the bins of this run; train from the start.");
}
