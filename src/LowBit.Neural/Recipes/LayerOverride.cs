namespace LowBit.Neural;

/// <summary>An exception from a recipe's policy.</summary>
/// <param name="Pattern">Names of layers, as in <c>named_modules</c>; * stands for any text, ? for any character.</param>
/// <param name="Policy">What holds there; null leaves the layer as it is.</param>
public sealed record LayerOverride(string Pattern, GemmPolicy? Policy)
{
    /// <summary>What the weight is between steps; null for what the recipe says.</summary>
    public WeightStorage? Weights { get; init; }

    internal bool Matches(string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(
        Pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: false);
}
