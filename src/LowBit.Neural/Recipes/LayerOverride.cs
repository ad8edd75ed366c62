namespace LowBit.Neural;

/// <summary>An exception from a recipe's policy.</summary>
/// <param name="Pattern">Names of layers, as in <c>named_modules</c>; * stands for any text, ? for any character.</param>
/// <param name="Policy">What holds there; null leaves the layer as it is.</param>
public sealed record LayerOverride(string Pattern, GemmPolicy? Policy)
{
    internal bool Matches(string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(
        Pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: false);
}
