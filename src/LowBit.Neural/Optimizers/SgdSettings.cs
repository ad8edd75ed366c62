namespace LowBit.Neural;

/// <summary>Settings of <see cref="LowPrecisionSgd"/>. Immutable.</summary>
public sealed record SgdSettings : OptimizerSettings
{
    /// <summary>Share of the last step's direction; 0 for no state at all.</summary>
    public double Momentum { get; init; }

    /// <summary>Share of the gradient that is left out of the direction after the first step.</summary>
    public double Dampening { get; init; }

    /// <summary>λ: λ · parameter is added to the gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether the step looks ahead: gradient + momentum · direction. Needs a momentum, and no dampening.</summary>
    public bool Nesterov { get; init; }
}
