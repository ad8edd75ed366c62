namespace LowBit.Neural;

/// <summary>What became of one layer with parameters of its own.</summary>
/// <param name="Name">Its name, as in <c>named_modules</c>.</param>
/// <param name="Type">What it was.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, in a few words; of a converted layer what computes it: emulated, or the products that are int8 ones.</param>
public sealed record LayerConversion(string Name, string Type, LayerOutcome Outcome, string Reason);
