using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LowBit.Boosting;

/// <summary>
/// A model as JSON, in the fields and the order of LightGBM's dump_model, tree by tree: no more than one tree is in
/// memory. Numbers read back to the same double.
/// </summary>
static class ModelDump
{
    /// <summary>Largest magnitude that is written, as LightGBM does it: JSON has no infinity.</summary>
    const double Largest = 1e300, LargestGain = 1e38f;

    /// <summary>Hands the text over in parts, each of them whole UTF-8.</summary>
    /// <exception cref="BadModelException">A leaf is infinite, which JSON cannot say.</exception>
    public static void Write(ModelContent model, Action<ReadOnlySpan<byte>> part)
    {
        CheckFinite(model.Trees);
        var text = new ArrayBufferWriter<byte>(1 << 16);
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = model.Trees.Select(TreeDepth.Of).DefaultIfEmpty().Max() + 8, // objects around the trees
            SkipValidation = true, // it would check every name against a dictionary
        };
        using var json = new Utf8JsonWriter(text, options);
        json.WriteStartObject();
        WriteHeader(model, json);
        json.WriteStartArray("tree_info");
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            json.WriteStartObject();
            json.WriteNumber("tree_index", tree);
            TreeDump.Write(model.Trees[tree], json);
            json.WriteEndObject();
            Flush();
        }
        json.WriteEndArray();
        WriteImportances(model, json);
        json.WritePropertyName("pandas_categorical");
        json.WriteRawValue(model.PandasCategorical ?? "null");
        json.WriteEndObject();
        Flush();

        void Flush()
        {
            json.Flush();
            part(text.WrittenSpan);
            text.ResetWrittenCount();
        }
    }

    /// <summary>A number as LightGBM's dump has it where the model may hold infinity.</summary>
    public static double Bounded(double value) => Math.Clamp(value, -Largest, Largest);

    /// <inheritdoc cref="Bounded(double)"/>
    public static double Bounded(float gain) => float.IsNaN(gain) ? 0 : Math.Clamp(gain, -LargestGain, LargestGain);

    static void CheckFinite(IReadOnlyList<Tree> trees)
    {
        foreach (var (index, tree) in trees.Index())
        {
            (string Key, IEnumerable<double> Values)[] arrays =
            [
                ("leaf_value", tree.LeafValue), ("leaf_weight", tree.LeafWeight), ("internal_value", tree.InternalValue),
                ("internal_weight", tree.InternalWeight), ("shrinkage", [tree.Shrinkage]),
                ("leaf_const", tree.LinearLeaves.Select(leaf => leaf.Constant)),
                ("leaf_coeff", tree.LinearLeaves.SelectMany(leaf => leaf.Coefficients)),
            ];
            if (arrays.FirstOrDefault(array => !array.Values.All(double.IsFinite)).Key is { } key)
            {
                throw new BadModelException($"{key} of tree {index} has a value that is not finite, and JSON has no word"
                    + " for it; take the model file itself");
            }
        }
    }

    static void WriteHeader(ModelContent model, Utf8JsonWriter json)
    {
        json.WriteString("name", "tree");
        json.WriteString("version", "v4");
        json.WriteNumber("num_class", model.ClassCount);
        json.WriteNumber("num_tree_per_iteration", model.OutputCount);
        json.WriteNumber("label_index", model.LabelIndex);
        json.WriteNumber("max_feature_idx", model.FeatureNames.Count - 1);
        if (model.Objective is { } objective)
        {
            json.WriteString("objective", objective);
        }
        json.WriteBoolean("average_output", model.AverageOutput);
        json.WriteStartArray("feature_names");
        foreach (string name in model.FeatureNames)
        {
            json.WriteStringValue(name);
        }
        json.WriteEndArray();
        json.WriteStartArray("monotone_constraints");
        foreach (int constraint in model.MonotoneConstraints)
        {
            json.WriteNumberValue(constraint);
        }
        json.WriteEndArray();
        FeatureInfoDump.Write(model.FeatureNames, model.FeatureInfos, json);
    }

    static void WriteImportances(ModelContent model, Utf8JsonWriter json)
    {
        double[] splits = FeatureImportance.Sum(model.Trees, model.FeatureNames.Count, ImportanceType.Split);
        json.WriteStartObject("feature_importances");
        foreach (var (feature, count) in splits.Index().Where(pair => pair.Item > 0))
        {
            json.WriteNumber(model.FeatureNames[feature], count);
        }
        json.WriteEndObject();
    }
}
