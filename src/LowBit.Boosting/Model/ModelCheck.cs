using System.Text.Json;

namespace LowBit.Boosting;

/// <summary>Finds what cannot stand in a model file, or could not be read back from one.</summary>
static class ModelCheck
{
    /// <summary>The first fault, or null.</summary>
    public static string? Fault(ModelContent model) =>
        ShapeFault(model) ?? TextFault(model) ?? CategoryFault(model) ?? TreeFault(model);

    static string? ShapeFault(ModelContent model)
    {
        int features = model.FeatureNames.Count, infos = model.FeatureInfos.Count;
        int constraints = model.MonotoneConstraints.Count;
        if (model.OutputCount < 1 || model.Trees.Count % model.OutputCount != 0)
        {
            return $"{model.Trees.Count} trees are no whole number of rounds of {model.OutputCount} outputs";
        }
        if (infos != features)
        {
            return $"{infos} feature infos for {features} feature names";
        }
        if (constraints > 0 && constraints != features)
        {
            return $"{constraints} monotone constraints for {features} features";
        }
        return model.Schema is { } schema && schema.Columns.Count != features
            ? $"the schema has {schema.Columns.Count} columns, the model {features} features"
            : null;
    }

    static string? TextFault(ModelContent model)
    {
        if (model.FeatureNames.Concat(model.FeatureInfos).FirstOrDefault(word => !IsWord(word)) is { } word)
        {
            return $"\"{word}\" cannot stand among feature names or infos, which are parted by spaces";
        }
        if (model.Objective is { } objective && objective.AsSpan().IndexOfAny("\r\n=") >= 0)
        {
            return $"the objective \"{objective}\" has a line break or \"=\"";
        }
        if (Lines(model.Parameters).Contains("end of parameters"))
        {
            return "the parameters contain the line that ends them";
        }
        return Lines(model.Parser).Contains("end of parser")
            ? "the parser's settings contain the line that ends them"
            : null;
    }

    static bool IsWord(string text) => text.Length > 0 && text.AsSpan().IndexOfAny(" \r\n") < 0;

    static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.TrimEntries) ?? [];

    static string? CategoryFault(ModelContent model)
    {
        if (model.PandasCategorical is not { } json)
        {
            return null;
        }
        try
        {
            int lists = JsonText.ToLists(json).Count;
            int texts = model.Schema?.Columns.Count(column => column.Role == ColumnRole.TextFeature) ?? lists;
            return texts == lists ? null : $"pandas_categorical holds {lists} lists for {texts} text columns";
        }
        catch (JsonException)
        {
            return "pandas_categorical is no list of lists of categories";
        }
    }

    static string? TreeFault(ModelContent model)
    {
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            if (TreeCheck.Fault(model.Trees[tree], model.FeatureNames.Count) is { } fault)
            {
                return $"{fault.Key} of tree {tree} {fault.Problem}";
            }
        }
        return null;
    }
}
