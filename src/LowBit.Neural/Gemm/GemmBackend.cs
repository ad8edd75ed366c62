namespace LowBit.Neural;

/// <summary>What computes products of integer operands.</summary>
public enum GemmBackend
{
    /// <summary>Float32 products of libtorch. For all formats.</summary>
    Emulated,

    /// <summary>
    /// Products whose operands are both integers of at most 8 bits with scales outside are summed in int32. The others stay
    /// float32 ones. The same numbers as <see cref="Emulated"/> as long as no sum of levels passes 2²⁴ on the way, beyond
    /// which float32 rounds.
    /// </summary>
    NativeInt8,
}
