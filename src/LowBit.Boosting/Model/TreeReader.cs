namespace LowBit.Boosting;

/// <summary>Makes a tree of its fields. What LightGBM can do without may be missing.</summary>
static class TreeReader
{
    public static Tree Read(in ModelFields fields, int featureCount)
    {
        int leafCount = fields.Integer("num_leaves", smallest: 1);
        int setCount = fields.Integer("num_cat", smallest: 0);
        int[] splitFeature = fields.Numbers<int>("split_feature");
        var tree = new Tree
        {
            SplitFeature = splitFeature,
            SplitGain = fields.Numbers<float>("split_gain"),
            Threshold = fields.Numbers<double>("threshold"),
            DecisionType = fields.Has("decision_type")
                ? fields.Numbers<byte>("decision_type")
                : new byte[splitFeature.Length],
            LeftChild = fields.Numbers<int>("left_child"),
            RightChild = fields.Numbers<int>("right_child"),
            LeafValue = fields.Numbers<double>("leaf_value"),
            LeafWeight = fields.Numbers<double>("leaf_weight"),
            LeafRowCount = fields.Numbers<long>("leaf_count"),
            InternalValue = fields.Numbers<double>("internal_value"),
            InternalWeight = fields.Numbers<double>("internal_weight"),
            InternalRowCount = fields.Numbers<long>("internal_count"),
            CategoryBoundaries = fields.Numbers<int>("cat_boundaries"),
            CategoryBits = fields.Numbers<uint>("cat_threshold"),
            LinearLeaves = fields.Bytes("is_linear") is [(byte)'1'] ? ReadLinearLeaves(fields, leafCount) : [],
            Shrinkage = fields.Numbers<double>("shrinkage") is [var shrinkage] ? shrinkage : 1,
        };
        if (tree.LeafCount != leafCount)
        {
            throw fields.Error("leaf_value", $"holds {tree.LeafCount} values; num_leaves is {leafCount}");
        }
        if (setCount != Math.Max(tree.CategoryBoundaries.Length - 1, 0))
        {
            throw fields.Error("num_cat", $"is {setCount}; cat_boundaries holds {tree.CategoryBoundaries.Length}");
        }
        return TreeCheck.Fault(tree, featureCount) is { } fault ? throw fields.Error(fault.Key, fault.Problem) : tree;
    }

    static LinearLeaf[] ReadLinearLeaves(in ModelFields fields, int leafCount)
    {
        double[] constants = fields.Numbers<double>("leaf_const");
        int[] counts = fields.Numbers<int>("num_features");
        if (constants.Length != leafCount)
        {
            throw fields.Error("leaf_const", $"holds {constants.Length} values; num_leaves is {leafCount}");
        }
        if (counts.Length != leafCount || counts.Any(int.IsNegative))
        {
            throw fields.Error("num_features", $"does not hold {leafCount} numbers that are not negative");
        }
        int[] features = fields.Numbers<int>("leaf_features");
        double[] coefficients = fields.Numbers<double>("leaf_coeff");
        long total = counts.Sum(count => (long)count);
        if (features.Length != total || coefficients.Length != total)
        {
            throw fields.Error("leaf_coeff", $"or leaf_features does not hold the {total} values of num_features");
        }
        var leaves = new LinearLeaf[leafCount];
        for (int leaf = 0, first = 0; leaf < leafCount; first += counts[leaf++])
        {
            leaves[leaf] = new(constants[leaf],
                features[first..(first + counts[leaf])], coefficients[first..(first + counts[leaf])]);
        }
        return leaves;
    }
}
