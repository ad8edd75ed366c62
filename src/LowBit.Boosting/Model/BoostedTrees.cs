using System.Text;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// A trained model: an ensemble of trees, and what its file says about features, loss and options. It never changes, so
/// any number of threads may use it at a time. Files are LightGBM's text format, both ways (docs/model-format.md).
/// </summary>
public sealed partial class BoostedTrees
{
    /// <summary>Checks the content and lays the trees out for prediction.</summary>
    /// <exception cref="BadModelException">The content is no model.</exception>
    internal BoostedTrees(ModelContent content, string name = "the model")
    {
        if (ModelCheck.Fault(content) is { } fault)
        {
            throw new BadModelException($"{name}: {fault}");
        }
        Content = content;
        Categories = content.PandasCategorical is { } json ? JsonText.ToLists(json) : [];
        _transform = Objectives.FromModelText(content.Objective, content.OutputCount);
        _forest = ForestBuilder.Build(content.Trees);
        _ranked = new(() => RankedForestBuilder.Build(content.Trees));
    }

    internal ModelContent Content { get; }

    /// <summary>The trees laid out for walking.</summary>
    internal Forest Forest => _forest;

    /// <summary>The trees laid out for groups of rows when they are first needed; null: the model does not allow it.</summary>
    internal RankedForest? Ranked => _ranked.Value;

    /// <summary>[FeatureCount] a split or a linear leaf looks at the feature.</summary>
    internal bool[] UsedFeatures()
    {
        var isUsed = new bool[FeatureCount];
        foreach (int feature in Trees.SelectMany(tree =>
            tree.SplitFeature.Concat(tree.LinearLeaves.SelectMany(leaf => leaf.Features))))
        {
            isUsed[feature] = true;
        }
        return isUsed;
    }

    /// <summary>The trees, round by round, and within a round output by output.</summary>
    public IReadOnlyList<Tree> Trees => Content.Trees;

    /// <summary>Trees a round and scores a row.</summary>
    public int OutputCount => Content.OutputCount;

    /// <summary>Boosting rounds: trees by outputs.</summary>
    public int IterationCount => Trees.Count / OutputCount;

    /// <summary>Number of classes; 1 unless the loss is a multiclass loss.</summary>
    public int ClassCount => Content.ClassCount;

    /// <summary>Column of the label in the training file. It is not among the features.</summary>
    public int LabelIndex => Content.LabelIndex;

    /// <summary>Columns a row must have; columns that training did not use as a feature count too.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>[FeatureCount] names without spaces; <see cref="Schema"/> has them as they were.</summary>
    public IReadOnlyList<string> FeatureNames => Content.FeatureNames;

    /// <summary>[FeatureCount] range "[min:max]", categories joined by ":", or "none" for an unused column.</summary>
    public IReadOnlyList<string> FeatureInfos => Content.FeatureInfos;

    /// <summary>The loss in LightGBM's words ("binary sigmoid:1"); null: raw scores are the predictions.</summary>
    public string? Objective => Content.Objective;

    /// <summary>Predictions are averages over the rounds, as in random forests; raw scores are sums.</summary>
    public bool AverageOutput => Content.AverageOutput;

    /// <summary>The options of training, a line "[key: value]" each, as written; null: there are none.</summary>
    public string? Parameters => Content.Parameters;

    /// <summary>Names and roles of the training table's columns; null in files of other programs.</summary>
    public ModelSchema? Schema => Content.Schema;

    /// <summary>The categories of each text column, in the order of the columns; its position is its code.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Categories { get; }

    /// <summary>Reads a model file, LightGBM's or ours.</summary>
    /// <exception cref="BadModelException">The file cannot be read, is no model, was cut short or altered.</exception>
    public static BoostedTrees Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadModelException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a model from the text of its file.</summary>
    /// <exception cref="BadModelException">The text is no model, was cut short or altered.</exception>
    public static BoostedTrees Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads a model from the UTF-8 text of its file.</summary>
    /// <exception cref="BadModelException">The text is no model, was cut short or altered.</exception>
    public static BoostedTrees Parse(ReadOnlySpan<byte> text) => Parse("the model text", text);

    static BoostedTrees Parse(string name, ReadOnlySpan<byte> text) => new(ModelReader.Read(name, text), name);

    /// <summary>Writes the file whole or not at all: until it is complete, what stood there stays.</summary>
    /// <exception cref="BadModelException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var text = ModelWriter.Write(Content);
            WholeFile.Write(path, stream => stream.Write(text.Bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadModelException($"{path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The text of the model file. The same model gives the same text.</summary>
    public string ToText() => Encoding.UTF8.GetString(ModelWriter.Write(Content).Bytes);

    /// <summary>
    /// Writes the model as JSON, in the fields of LightGBM's dump_model: docs/model-format.md. UTF-8; numbers read back
    /// to the same double. Nodes stand inside each other, so readers must take as many levels as trees are deep, and a few
    /// more. The same model gives the same text.
    /// </summary>
    /// <exception cref="BadModelException">A leaf is infinite, which JSON cannot say, or a feature info is unknown.</exception>
    public void WriteJson(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ModelDump.Write(Content, destination.Write);
    }

    /// <inheritdoc cref="WriteJson"/>
    public string ToJson()
    {
        var text = new StringBuilder();
        ModelDump.Write(Content, part => text.Append(Encoding.UTF8.GetString(part)));
        return text.ToString();
    }

    /// <summary>[FeatureCount] how much each feature does, as LightGBM counts it.</summary>
    public double[] FeatureImportance(ImportanceType type) => Boosting.FeatureImportance.Sum(Trees, FeatureCount, type);

    /// <summary>The categories of a text feature, or null for any other; without a schema always null.</summary>
    public IReadOnlyList<string>? TextCategories(int feature)
    {
        if (Schema is not { } schema || schema.Columns[feature].Role != ColumnRole.TextFeature)
        {
            return null;
        }
        int list = schema.Columns.Take(feature).Count(column => column.Role == ColumnRole.TextFeature);
        return list < Categories.Count ? Categories[list] : null;
    }
}
