namespace LowBit.Neural;

/// <summary>What memory of a training is for.</summary>
public enum ByteKind
{
    /// <summary>Parameters and buffers.</summary>
    Weights,

    /// <summary>Gradients of parameters.</summary>
    Gradients,

    /// <summary>What an optimizer keeps from step to step.</summary>
    OptimizerState,

    /// <summary>What low-precision layers keep from the forward to the backward pass.</summary>
    SavedActivations,
}
