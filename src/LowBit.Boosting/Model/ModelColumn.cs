namespace LowBit.Boosting;

/// <summary>One column of the training table.</summary>
/// <param name="Name">Its name; null where the table had no names.</param>
/// <param name="Role">What training did with it.</param>
public sealed record ModelColumn(string? Name, ColumnRole Role = ColumnRole.Feature);
