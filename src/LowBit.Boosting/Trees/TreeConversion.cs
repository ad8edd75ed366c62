namespace LowBit.Boosting;

/// <summary>Turns a grown tree into the tree of a model: bins become thresholds and category codes.</summary>
static class TreeConversion
{
    const byte Categorical = 1, MissingGoesLeft = 2;
    const int MissingTypeShift = 2;
    const double SmallestLeaf = 1e-35f;

    /// <param name="tree">The grown tree with its final outputs.</param>
    /// <param name="features">The used features.</param>
    /// <param name="shrinkage">Learning rate.</param>
    /// <param name="bias">Baseline to add to every value; 0 but for the first tree of an output.</param>
    public static Tree ToTree(GrownTree tree, Feature[] features, double shrinkage, double bias)
    {
        int leaves = tree.LeafCount, nodes = leaves - 1;
        var categories = new CategorySets();
        var thresholds = new double[nodes];
        var decisions = new byte[nodes];
        for (int node = 0; node < nodes; node++)
        {
            var split = tree.Splits[node];
            var bins = features[split.Feature].Bins;
            decisions[node] = (byte)((int)bins.Missing << MissingTypeShift
                | (split.IsCategorical ? Categorical : split.MissingGoesLeft ? MissingGoesLeft : 0));
            thresholds[node] = split.IsCategorical
                ? categories.Add((CategoricalBins)bins, split.Categories) : ((NumericBins)bins).Edges[split.Bin];
        }
        double Value(NodeState state) => NoDust(NoDust(state.Output * shrinkage) + bias);
        return new()
        {
            SplitFeature = Of(nodes, node => features[tree.Splits[node].Feature].Index),
            SplitGain = Of(nodes, node => (float)tree.Splits[node].Gain),
            Threshold = thresholds,
            DecisionType = decisions,
            LeftChild = tree.Left.AsSpan(0, nodes).ToArray(),
            RightChild = tree.Right.AsSpan(0, nodes).ToArray(),
            LeafValue = Of(leaves, leaf => Value(tree.Leaves[leaf])),
            LeafWeight = Of(leaves, leaf => tree.Leaves[leaf].Hessian),
            LeafRowCount = Of(leaves, leaf => tree.Leaves[leaf].RowCount),
            InternalValue = Of(nodes, node => Value(tree.Nodes[node])),
            InternalWeight = Of(nodes, node => tree.Nodes[node].Hessian),
            InternalRowCount = Of(nodes, node => tree.Nodes[node].RowCount),
            CategoryBoundaries = categories.Boundaries,
            CategoryBits = categories.Bits,
            Shrinkage = bias != 0 ? 1 : shrinkage,
        };
    }

    /// <summary>LightGBM takes values this small for 0 when it reads them.</summary>
    public static double NoDust(double value) => value is >= -SmallestLeaf and <= SmallestLeaf ? 0 : value;

    static T[] Of<T>(int count, Func<int, T> value)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = value(i);
        }
        return values;
    }

    /// <summary>Category sets of one tree, one after the other.</summary>
    sealed class CategorySets
    {
        readonly List<int> _boundaries = [0];
        readonly List<uint> _bits = [];

        public int[] Boundaries => _boundaries.Count == 1 ? [] : [.. _boundaries];

        public uint[] Bits => [.. _bits];

        public int Add(CategoricalBins bins, BinSet left)
        {
            int start = _bits.Count;
            for (int bin = 1; bin < bins.BinCount; bin++)
            {
                if (left.Contains(bin))
                {
                    int category = bins.Categories[bin - 1];
                    while (_bits.Count <= start + category / 32)
                    {
                        _bits.Add(0);
                    }
                    _bits[start + category / 32] |= 1u << (category % 32);
                }
            }
            _boundaries.Add(_bits.Count);
            return _boundaries.Count - 2;
        }
    }
}
