namespace LowBit.Neural;

/// <summary>
/// Settings of <see cref="LowPrecisionAdamW"/>; the defaults are PyTorch's (TorchSharp's AdamW has no decay unless told so).
/// Immutable.
/// </summary>
public sealed record AdamWSettings : OptimizerSettings
{
    /// <summary>β₁, of the mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, of the mean of their squares.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What is added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Where λ goes.</summary>
    public WeightDecayKind DecayKind { get; init; }
}
