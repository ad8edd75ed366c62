namespace LowBit.Neural;

/// <summary>What a file and a model do not have in common.</summary>
/// <param name="Missing">Tensors of the model that the file does not have.</param>
/// <param name="Unexpected">Tensors of the file that the model does not have.</param>
public sealed record StateDifference(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
