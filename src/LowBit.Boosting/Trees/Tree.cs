namespace LowBit.Boosting;

/// <summary>
/// One regression tree in LightGBM's numbering: inner nodes 0 … L − 2 in the order of their splits, node 0 the root;
/// a child ≥ 0 is an inner node, a child &lt; 0 is leaf ~child. A tree of one leaf has no inner nodes.
/// Arrays are owned by the tree and never change after it is built.
/// </summary>
public sealed class Tree
{
    /// <summary>Number of leaves L, at least 1.</summary>
    public int LeafCount => LeafValue.Length;

    /// <summary>[L − 1] column of the training table that the node looks at.</summary>
    public int[] SplitFeature { get; init; } = [];

    /// <summary>[L − 1] gain of the split in loss units.</summary>
    public float[] SplitGain { get; init; } = [];

    /// <summary>[L − 1] numeric node: rows with value ≤ threshold go left; categorical node: index of its category set.</summary>
    public double[] Threshold { get; init; } = [];

    /// <summary>[L − 1] bit 0 categorical, bit 1 missing goes left, bits 2–3 <see cref="MissingType"/>.</summary>
    public byte[] DecisionType { get; init; } = [];

    /// <summary>[L − 1] left child.</summary>
    public int[] LeftChild { get; init; } = [];

    /// <summary>[L − 1] right child.</summary>
    public int[] RightChild { get; init; } = [];

    /// <summary>[L] output of each leaf, shrunk; the first tree of an output includes its baseline.</summary>
    public required double[] LeafValue { get; init; }

    /// <summary>[L] sum of the hessians of the leaf's rows.</summary>
    public double[] LeafWeight { get; init; } = [];

    /// <summary>[L] number of training rows in the leaf, exact.</summary>
    public long[] LeafRowCount { get; init; } = [];

    /// <summary>[L − 1] output the node would have as a leaf, shrunk.</summary>
    public double[] InternalValue { get; init; } = [];

    /// <summary>[L − 1] sum of the hessians of the node's rows.</summary>
    public double[] InternalWeight { get; init; } = [];

    /// <summary>[L − 1] number of training rows in the node, exact.</summary>
    public long[] InternalRowCount { get; init; } = [];

    /// <summary>[C + 1] category set k is the words CategoryBoundaries[k] … CategoryBoundaries[k + 1] − 1 of <see cref="CategoryBits"/>.</summary>
    public int[] CategoryBoundaries { get; init; } = [];

    /// <summary>Bit c of a set: category c goes left.</summary>
    public uint[] CategoryBits { get; init; } = [];

    /// <summary>[L] linear models of the leaves; empty: every leaf is its <see cref="LeafValue"/>.</summary>
    public LinearLeaf[] LinearLeaves { get; init; } = [];

    /// <summary>The same tree with other values.</summary>
    internal Tree With(double[] leafValue, double[] internalValue) => new()
    {
        SplitFeature = SplitFeature,
        SplitGain = SplitGain,
        Threshold = Threshold,
        DecisionType = DecisionType,
        LeftChild = LeftChild,
        RightChild = RightChild,
        LeafValue = leafValue,
        LeafWeight = LeafWeight,
        LeafRowCount = LeafRowCount,
        InternalValue = internalValue,
        InternalWeight = InternalWeight,
        InternalRowCount = InternalRowCount,
        CategoryBoundaries = CategoryBoundaries,
        CategoryBits = CategoryBits,
        LinearLeaves = LinearLeaves,
        Shrinkage = Shrinkage,
    };

    /// <summary>Learning rate already contained in the values; 1 where a baseline was added.</summary>
    public double Shrinkage { get; init; } = 1;
}
