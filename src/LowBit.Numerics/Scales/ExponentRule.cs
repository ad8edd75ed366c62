namespace LowBit.Numerics;

/// <summary>
/// Which power of two stands for a scale. s is the block's statistic, e its exponent ⌊log₂ s⌋; M is the element format's
/// largest number, m its exponent. All are decided by comparing integers; no logarithm is computed.
/// </summary>
public enum ExponentRule
{
    /// <summary>2^(e − m) [OCP MX]: s / scale is in [2^m, 2^(m + 1)), and what is beyond M saturates.</summary>
    Floor,

    /// <summary>
    /// <see cref="Floor"/> of s rounded to nearest even at the fraction bits of the element format: up to the next power of
    /// two from 2^(e + 1) · (1 − 2^(−f − 2)) on, f stored fraction bits. A largest element that would round beyond the top binade
    /// does not saturate then. For formats of floats and integers alone.
    /// </summary>
    Even,

    /// <summary>
    /// The largest power of two that is not above s / M, as Quartet's program has it: with its s, on normal values, E2M1 has
    /// a relative squared error of .0223, against .0134 under <see cref="NearestOfRatio"/>.
    /// </summary>
    FloorOfRatio,

    /// <summary>
    /// 2 to the nearest integer of log₂ (s / M); there are no ties. s / scale may be above M by a factor of up to √2: with
    /// the largest magnitude as statistic elements saturate.
    /// </summary>
    NearestOfRatio,

    /// <summary>The smallest power of two that is not below s / M: nothing saturates.</summary>
    CeilingOfRatio,
}
