namespace LowBit.Neural;

/// <summary>A layer that could be converted, for filters.</summary>
/// <param name="Name">Its name, as in <c>named_modules</c>.</param>
/// <param name="Kind">Its kind, one.</param>
/// <param name="Shape">Shape of its weight, outputs (of an embedding: entries) first.</param>
public sealed record LayerCandidate(string Name, LayerKinds Kind, IReadOnlyList<long> Shape)
{
    /// <summary>Elements of the weight.</summary>
    public long WeightCount => Shape.Aggregate(1L, static (product, size) => product * size);
}
