using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>The columns that a model wants of a data file.</summary>
sealed class ModelColumns
{
    readonly bool[] _isNeeded;

    public ModelColumns(BoostedTrees model)
    {
        _isNeeded = model.UsedFeatures();
        Weight = model.Schema?.Columns.Select(column => column.Role).ToList().IndexOf(ColumnRole.Weight) ?? -1;
        Schema = TableSchema.Of(model);
    }

    public TableSchema Schema { get; }

    /// <summary>The feature that was the weight of training, or −1.</summary>
    public int Weight { get; }

    /// <summary>A split or a linear leaf looks at the feature, so a file must have it.</summary>
    public bool IsNeeded(int feature) => _isNeeded[feature];
}
