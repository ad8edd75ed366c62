namespace LowBit.Boosting;

/// <summary>A model at a glance.</summary>
public sealed record ModelSummary
{
    /// <summary>The loss in LightGBM's words; null: raw scores are the predictions.</summary>
    public required string? Objective { get; init; }

    /// <summary>Boosting rounds.</summary>
    public required int IterationCount { get; init; }

    /// <summary>Trees a round.</summary>
    public required int OutputCount { get; init; }

    /// <summary>Leaves a tree.</summary>
    public required Spread Leaves { get; init; }

    /// <summary>Splits on the longest way from the root to a leaf, a tree.</summary>
    public required Spread Depth { get; init; }

    /// <summary>All columns of the model in its order.</summary>
    public required IReadOnlyList<FeatureSummary> Features { get; init; }

    /// <summary>Options of training, in the order of the file.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }
}
