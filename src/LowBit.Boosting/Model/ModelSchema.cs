namespace LowBit.Boosting;

/// <summary>
/// The training table as its owner knew it. LightGBM's header takes neither spaces nor most signs in a name; here names
/// are kept as they were.
/// </summary>
public sealed record ModelSchema
{
    /// <summary>Name of the label column; null where the table had no names.</summary>
    public string? LabelName { get; init; }

    /// <summary>Texts of the classes, class 0 first; empty where labels were numbers.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>One for each feature of the model, in its order.</summary>
    public required IReadOnlyList<ModelColumn> Columns { get; init; }
}
