using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>The columns that a model wants of a data file.</summary>
sealed class ModelColumns
{
    readonly bool[] _isNeeded;

    public ModelColumns(BoostedTrees model)
    {
        _isNeeded = new bool[model.FeatureCount];
        foreach (int feature in model.Trees.SelectMany(tree =>
            tree.SplitFeature.Concat(tree.LinearLeaves.SelectMany(leaf => leaf.Features))))
        {
            _isNeeded[feature] = true;
        }
        Weight = model.Schema?.Columns.Select(column => column.Role).ToList().IndexOf(ColumnRole.Weight) ?? -1;
        Schema = new TableSchema
        {
            LabelIndex = model.LabelIndex,
            LabelName = model.Schema?.LabelName,
            Names = NamesOf(model),
            Roles = new ColumnUse[model.FeatureCount],
            Texts = [.. Enumerable.Range(0, model.FeatureCount).Select(model.TextCategories)],
            ClassNames = model.Schema?.ClassNames is { Count: > 0 } classes ? classes : null,
        };
    }

    public TableSchema Schema { get; }

    /// <summary>The feature that was the weight of training, or −1.</summary>
    public int Weight { get; }

    /// <summary>A split or a linear leaf looks at the feature, so a file must have it.</summary>
    public bool IsNeeded(int feature) => _isNeeded[feature];

    // LightGBM calls columns without a name Column_0, Column_1, …: those match by position.
    static string[]? NamesOf(BoostedTrees model)
    {
        var names = model.Schema is { } schema ? schema.Columns.Select(column => column.Name) : model.FeatureNames;
        return names.Index().All(pair => pair.Item is null || pair.Item == $"Column_{pair.Index}")
            ? null : [.. names.Select(name => name ?? "")];
    }
}
