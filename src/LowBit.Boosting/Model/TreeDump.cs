using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LowBit.Boosting;

/// <summary>One tree as JSON: its nodes inside each other. Depth costs no stack; what the tree does not hold is null.</summary>
static class TreeDump
{
    static readonly string[] MissingTypes = ["None", "Zero", "NaN"];

    public static void Write(Tree tree, Utf8JsonWriter json)
    {
        json.WriteNumber("num_leaves", tree.LeafCount);
        json.WriteNumber("num_cat", Math.Max(tree.CategoryBoundaries.Length - 1, 0));
        json.WriteNumber("shrinkage", tree.Shrinkage);
        json.WritePropertyName("tree_structure");
        if (tree.LeafCount == 1)
        {
            json.WriteStartObject();
            json.WriteNumber("leaf_value", tree.LeafValue[0]);
            WriteLeafEnd(tree, 0, json);
            json.WriteEndObject();
            return;
        }
        WriteNodes(tree, json);
    }

    /// <summary>Each node is met twice: to open its object before its children and to close it behind them.</summary>
    static void WriteNodes(Tree tree, Utf8JsonWriter json)
    {
        var pending = new Stack<(Step Step, int Node)>([(Step.Value, 0)]);
        while (pending.TryPop(out var next))
        {
            switch (next.Step)
            {
                case Step.Close:
                    json.WriteEndObject();
                    continue;
                case Step.Left:
                    json.WritePropertyName("left_child");
                    break;
                case Step.Right:
                    json.WritePropertyName("right_child");
                    break;
                default:
                    break;
            }
            json.WriteStartObject();
            pending.Push((Step.Close, 0));
            if (next.Node < 0)
            {
                WriteLeaf(tree, ~next.Node, json);
                continue;
            }
            WriteSplit(tree, next.Node, json);
            pending.Push((Step.Right, tree.RightChild[next.Node]));
            pending.Push((Step.Left, tree.LeftChild[next.Node]));
        }
    }

    enum Step
    {
        Value,
        Left,
        Right,
        Close,
    }

    static void WriteSplit(Tree tree, int node, Utf8JsonWriter json)
    {
        byte type = tree.DecisionType[node];
        bool isCategory = (type & 1) != 0;
        json.WriteNumber("split_index", node);
        json.WriteNumber("split_feature", tree.SplitFeature[node]);
        Write("split_gain", At(tree.SplitGain, node) is { } gain ? ModelDump.Bounded(gain) : null, json);
        if (isCategory)
        {
            json.WriteString("threshold", Categories(tree, (int)tree.Threshold[node]));
        }
        else
        {
            json.WriteNumber("threshold", ModelDump.Bounded(tree.Threshold[node]));
        }
        json.WriteString("decision_type", isCategory ? "==" : "<=");
        json.WriteBoolean("default_left", (type & 2) != 0);
        json.WriteString("missing_type", MissingTypes[type >> 2]);
        Write("internal_value", At(tree.InternalValue, node), json);
        Write("internal_weight", At(tree.InternalWeight, node), json);
        Write("internal_count", At(tree.InternalRowCount, node), json);
    }

    /// <summary>The categories that go left, ascending: "1||5||8".</summary>
    static string Categories(Tree tree, int set)
    {
        int start = tree.CategoryBoundaries[set], end = tree.CategoryBoundaries[set + 1];
        var text = new StringBuilder();
        for (int bit = 0; bit < 32 * (end - start); bit++)
        {
            if ((tree.CategoryBits[start + bit / 32] >> bit % 32 & 1) != 0)
            {
                text.Append(text.Length > 0 ? "||" : "").Append(CultureInfo.InvariantCulture, $"{bit}");
            }
        }
        return text.ToString();
    }

    static void WriteLeaf(Tree tree, int leaf, Utf8JsonWriter json)
    {
        json.WriteNumber("leaf_index", leaf);
        json.WriteNumber("leaf_value", tree.LeafValue[leaf]);
        Write("leaf_weight", At(tree.LeafWeight, leaf), json);
        WriteLeafEnd(tree, leaf, json);
    }

    static void WriteLeafEnd(Tree tree, int leaf, Utf8JsonWriter json)
    {
        Write("leaf_count", At(tree.LeafRowCount, leaf), json);
        if (tree.LinearLeaves.Length == 0)
        {
            return;
        }
        var linear = tree.LinearLeaves[leaf];
        json.WriteNumber("leaf_const", linear.Constant);
        json.WriteStartArray("leaf_features");
        Array.ForEach(linear.Features, json.WriteNumberValue);
        json.WriteEndArray();
        json.WriteStartArray("leaf_coeff");
        Array.ForEach(linear.Coefficients, json.WriteNumberValue);
        json.WriteEndArray();
    }

    static void Write(string name, double? value, Utf8JsonWriter json)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Null where the tree does not have the array.</summary>
    static T? At<T>(T[] values, int index) where T : struct => values.Length > 0 ? values[index] : null;
}
