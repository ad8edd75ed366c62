namespace LowBit.Numerics;

/// <summary>Noise that stands in for rounding during training, in steps of the grid.</summary>
public enum NoiseKind
{
    /// <summary>Uniform over (−½, ½): (2k + 1) · 2⁻²⁵ for the 2²⁴ whole k from −2²³ on. Mean 0, variance 1/12 [DiffQ].</summary>
    Uniform,

    /// <summary>
    /// A standard normal number, halved and rounded: 0 with probability 0.68269, ±1 with 0.15731, ±2 with 0.00135, ±3 with
    /// 2.9 · 10⁻⁷ each; mean 0, variance 0.3254 [GaussWS].
    /// </summary>
    RoundedNormal,
}
