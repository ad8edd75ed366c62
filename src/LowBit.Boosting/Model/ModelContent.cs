namespace LowBit.Boosting;

/// <summary>What a model file says, and nothing that follows from it.</summary>
sealed record ModelContent
{
    /// <summary>Round by round, and within a round output by output.</summary>
    public required IReadOnlyList<Tree> Trees { get; init; }

    /// <summary>Trees a round and scores a row.</summary>
    public int OutputCount { get; init; } = 1;

    /// <summary>1 unless the loss is a multiclass loss.</summary>
    public int ClassCount { get; init; } = 1;

    /// <summary>Column of the label in the training file.</summary>
    public int LabelIndex { get; init; }

    /// <summary>One name a feature, without white space.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>One a feature: "[min:max]", categories joined by ":", or "none" for an unused column.</summary>
    public required IReadOnlyList<string> FeatureInfos { get; init; }

    /// <summary>The loss in LightGBM's words; null: scores are the predictions.</summary>
    public string? Objective { get; init; }

    /// <summary>Predictions are averages over rounds: random forests.</summary>
    public bool AverageOutput { get; init; }

    /// <summary>One of −1, 0, 1 a feature, or empty.</summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>The lines from "parameters:" to "end of parameters", without the line breaks at their end.</summary>
    public string? Parameters { get; init; }

    /// <summary>The lines between "parser:" and "end of parser", without the line breaks at their end.</summary>
    public string? Parser { get; init; }

    /// <summary>Names and roles of the columns; null in files that others wrote.</summary>
    public ModelSchema? Schema { get; init; }

    /// <summary>JSON: the categories of each text column, in the order of the columns; null: no such line.</summary>
    public string? PandasCategorical { get; init; }
}
