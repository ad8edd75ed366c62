namespace LowBit.Neural;

/// <summary>What an optimizer keeps its moving averages in.</summary>
/// <remarks>
/// A step computes with float32 numbers and uses them before they are rounded; what is kept is rounded [torchao]. With Int8
/// and Int4, tensors of fewer than 4096 elements and those that blocks do not divide keep float32.
/// </remarks>
public enum StateFormat
{
    /// <summary>binary32.</summary>
    Float32,

    /// <summary>bfloat16, rounded stochastically; tensors of any size.</summary>
    BFloat16,

    /// <summary>
    /// Bytes: the dynamic maps of 256 numbers, signed or unsigned, times the largest magnitude of a block of 256 neighbours
    /// [Dettmers22].
    /// </summary>
    Int8,

    /// <summary>
    /// Two a byte, times the largest magnitude of a block of 128 neighbours: a dynamic map of 16 numbers where there are signs,
    /// else 1/16 … 1, so that what is not zero does not become it [Li23].
    /// </summary>
    Int4,
}
