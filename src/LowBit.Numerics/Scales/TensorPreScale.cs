namespace LowBit.Numerics;

/// <summary>Whether a whole tensor is scaled before its blocks are.</summary>
public enum TensorPreScale
{
    /// <summary>No.</summary>
    None,

    /// <summary>By max |x| / (largest element · largest block scale) of the tensor, so that block scales use their range [NVFP4].</summary>
    AbsMax,
}
