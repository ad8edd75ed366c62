namespace LowBit.Numerics;

/// <summary>What an accumulator holds after a sum that does not fit.</summary>
public enum AccumulatorOverflow
{
    /// <summary>The sum modulo 2^P, as two's complement hardware does.</summary>
    WrapAround,

    /// <summary>The largest or smallest value, as saturating hardware does; what comes next is added to that.</summary>
    Saturate,
}
