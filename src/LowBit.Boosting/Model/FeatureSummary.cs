namespace LowBit.Boosting;

/// <summary>What a model does with one column.</summary>
/// <param name="Name">Its name as the training table had it, where the file keeps that, else the file's.</param>
/// <param name="Role">What training did with the column.</param>
/// <param name="Info">Range, categories, or "none" for a column that was not used.</param>
/// <param name="Splits">Splits on it that have a gain.</param>
/// <param name="Gain">Sum of their gains.</param>
/// <param name="Categories">Texts in the order of their codes; null for a column that is not text.</param>
public sealed record FeatureSummary(
    string Name, ColumnRole Role, string Info, double Splits, double Gain, IReadOnlyList<string>? Categories);
