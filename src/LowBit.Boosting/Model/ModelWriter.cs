namespace LowBit.Boosting;

/// <summary>Writes a model file: LightGBM's text format, version 4. The same model gives the same bytes.</summary>
static class ModelWriter
{
    public static Utf8Text Write(ModelContent model)
    {
        var trees = new Utf8Text();
        var sizes = new List<int>(model.Trees.Count);
        for (int index = 0; index < model.Trees.Count; index++)
        {
            int start = trees.Length;
            TreeWriter.Write(index, model.Trees[index], trees);
            sizes.Add(trees.Length - start);
        }
        var text = new Utf8Text(capacity: trees.Length + (1 << 12));
        WriteHeader(model, sizes, text);
        text.Add(trees.Bytes).Add("end of trees\n"u8);
        WriteImportance(model, text);
        WriteSections(model, text);
        return text;
    }

    static void WriteHeader(ModelContent model, List<int> treeSizes, Utf8Text text)
    {
        text.Add("tree\nversion=v4"u8);
        text.Add("\nnum_class="u8).Add(model.ClassCount);
        text.Add("\nnum_tree_per_iteration="u8).Add(model.OutputCount);
        text.Add("\nlabel_index="u8).Add(model.LabelIndex);
        text.Add("\nmax_feature_idx="u8).Add(model.FeatureNames.Count - 1);
        if (model.Objective is { } objective)
        {
            text.Add("\nobjective="u8).Add(objective);
        }
        if (model.AverageOutput)
        {
            text.Add("\naverage_output"u8);
        }
        text.Add("\nfeature_names="u8).Add(string.Join(' ', model.FeatureNames));
        if (model.MonotoneConstraints.Count > 0)
        {
            text.Add("\nmonotone_constraints="u8).Add(string.Join(' ', model.MonotoneConstraints));
        }
        text.Add("\nfeature_infos="u8).Add(string.Join(' ', model.FeatureInfos));
        text.Add("\ntree_sizes="u8).Add(string.Join(' ', treeSizes)).Add("\n\n"u8);
    }

    /// <summary>Features by number of splits, most first, ties in their own order; none without a split.</summary>
    static void WriteImportance(ModelContent model, Utf8Text text)
    {
        text.Add("\nfeature_importances:\n"u8);
        double[] splits = FeatureImportance.Sum(model.Trees, model.FeatureNames.Count, ImportanceType.Split);
        var features = Enumerable.Range(0, splits.Length).Where(feature => splits[feature] > 0);
        foreach (int feature in features.OrderByDescending(feature => splits[feature])) // stable
        {
            text.Add(model.FeatureNames[feature]).Add("="u8).Add((long)splits[feature]).Add("\n"u8);
        }
    }

    static void WriteSections(ModelContent model, Utf8Text text)
    {
        if (model.Parameters is { } parameters)
        {
            text.Add("\nparameters:\n"u8).Add(parameters).Add("\n\nend of parameters\n"u8);
        }
        if (model.Schema is { } schema)
        {
            SchemaWriter.Write(schema, text.Add("\n"u8));
        }
        if (model.Parser is { } parser)
        {
            text.Add("\nparser:\n"u8).Add(parser).Add("\n\nend of parser\n"u8);
        }
        if (model.PandasCategorical is { } categories)
        {
            text.Add("\npandas_categorical:"u8).Add(categories).Add("\n"u8);
        }
    }
}
