namespace LowBit.Neural;

/// <summary>What an element of a <see cref="StateTensor"/> is; little-endian.</summary>
public enum StateElement
{
    /// <summary>binary32.</summary>
    F32,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>Unsigned byte; packed codes too.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Signed 64-bit integer.</summary>
    I64,
}
