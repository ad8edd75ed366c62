namespace LowBit.Boosting;

/// <summary>What the largest level of the quantized gradients stands for.</summary>
public enum GradientScale
{
    /// <summary>max |g|, as in Shi et al. 2022: nothing saturates.</summary>
    Maximum,

    /// <summary>
    /// The magnitude beyond which half a hundredth of Σ |g| is cut off: heavy tails saturate, are counted and reported; refit
    /// removes the leaf bias.
    /// </summary>
    Clip,
}
