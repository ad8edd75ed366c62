namespace LowBit.Numerics;

/// <summary>What becomes of values that round beyond the largest finite one.</summary>
public enum OverflowRule
{
    /// <summary>The largest finite value, for infinities too.</summary>
    Saturate,

    /// <summary>
    /// Infinity; NaN where the format has no infinity; the largest finite value where it has no NaN either. Rounding
    /// toward zero, and Up and Down from their far side, and ToOdd stop at the largest finite value, as in IEEE 754.
    /// </summary>
    Special,
}
