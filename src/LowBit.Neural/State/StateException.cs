namespace LowBit.Neural;

/// <summary>State that does not fit what it is loaded into: a tensor that is missing or of another type or shape.</summary>
/// <param name="message">Which, and what is needed.</param>
public sealed class StateException(string message) : ArgumentException(message);
