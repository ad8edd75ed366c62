namespace LowBit.Neural;

/// <summary>Where the scales of weights at rest come from in an update.</summary>
public enum WeightScaleRule
{
    /// <summary>
    /// One scale a tensor, so that the largest level stands for the largest magnitude of the weights before the update [Zhao24]; what an update moves beyond it is cut off, so the range may shrink and never grows. Differs from the paper's
    /// programs in that magnitudes count, not positive weights alone, levels are as many below zero as above, and a tensor
    /// of zeros keeps its scale.
    /// </summary>
    OldRange,

    /// <summary>One scale a row: the largest level stands for the largest magnitude after the update [torchao].</summary>
    NewRowRange,
}
