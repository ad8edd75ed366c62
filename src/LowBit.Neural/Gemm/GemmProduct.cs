namespace LowBit.Neural;

/// <summary>The three products of a layer.</summary>
public enum GemmProduct
{
    /// <summary>Y = X Wᵀ.</summary>
    Forward,

    /// <summary>∂X = G W.</summary>
    InputGradient,

    /// <summary>∂W = Gᵀ X.</summary>
    WeightGradient,
}
