namespace LowBit.Boosting;

/// <summary>Writes one tree, its keys in LightGBM's order. An array that the tree does not have is left out.</summary>
static class TreeWriter
{
    public static void Write(int index, Tree tree, Utf8Text destination)
    {
        destination.Add("Tree="u8).Add(index);
        destination.Add("\nnum_leaves="u8).Add(tree.LeafCount);
        destination.Add("\nnum_cat="u8).Add(Math.Max(tree.CategoryBoundaries.Length - 1, 0)).Add("\n"u8);
        WriteNodes(tree, destination);
        if (tree.CategoryBoundaries.Length > 1)
        {
            Write("cat_boundaries="u8, tree.CategoryBoundaries, Integer, destination);
            Write("cat_threshold="u8, tree.CategoryBits, static (word, text) => text.Add(word), destination);
        }
        WriteLeaves(tree.LinearLeaves, destination);
        destination.Add("shrinkage="u8).Add(tree.Shrinkage).Add("\n\n\n"u8);
    }

    static void WriteNodes(Tree tree, Utf8Text destination)
    {
        Write("split_feature="u8, tree.SplitFeature, Integer, destination);
        WriteIfAny("split_gain="u8, tree.SplitGain, static (gain, text) => text.AddShort(gain), destination);
        Write("threshold="u8, tree.Threshold, Exact, destination);
        Write("decision_type="u8, tree.DecisionType, static (type, text) => text.Add(type), destination);
        Write("left_child="u8, tree.LeftChild, Integer, destination);
        Write("right_child="u8, tree.RightChild, Integer, destination);
        Write("leaf_value="u8, tree.LeafValue, Exact, destination);
        WriteIfAny("leaf_weight="u8, tree.LeafWeight, Exact, destination);
        WriteIfAny("leaf_count="u8, tree.LeafRowCount, Long, destination);
        WriteIfAny("internal_value="u8, tree.InternalValue, Short, destination);
        WriteIfAny("internal_weight="u8, tree.InternalWeight, Short, destination);
        WriteIfAny("internal_count="u8, tree.InternalRowCount, Long, destination);
    }

    static void WriteLeaves(LinearLeaf[] leaves, Utf8Text destination)
    {
        destination.Add(leaves.Length > 0 ? "is_linear=1\n"u8 : "is_linear=0\n"u8);
        if (leaves.Length == 0)
        {
            return;
        }
        Write("leaf_const="u8, leaves, static (leaf, text) => text.Add(leaf.Constant), destination);
        Write("num_features="u8, leaves, static (leaf, text) => text.Add(leaf.Features.Length), destination);
        Write("leaf_features="u8, leaves.SelectMany(leaf => leaf.Features).ToArray(), Integer, destination);
        Write("leaf_coeff="u8, leaves.SelectMany(leaf => leaf.Coefficients).ToArray(), Exact, destination);
    }

    static void Integer(int value, Utf8Text text) => text.Add(value);

    static void Long(long value, Utf8Text text) => text.Add(value);

    static void Exact(double value, Utf8Text text) => text.Add(value);

    static void Short(double value, Utf8Text text) => text.AddShort(value);

    static void WriteIfAny<T>(ReadOnlySpan<byte> key, T[] values, Action<T, Utf8Text> write, Utf8Text destination)
    {
        if (values.Length > 0)
        {
            Write(key, values, write, destination);
        }
    }

    static void Write<T>(ReadOnlySpan<byte> key, T[] values, Action<T, Utf8Text> write, Utf8Text destination)
    {
        destination.Add(key);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                destination.Add(" "u8);
            }
            write(values[i], destination);
        }
        destination.Add("\n"u8);
    }
}
