namespace LowBit.Numerics;

/// <summary>An implementation of a kernel. All of them give the same bits; they differ in speed alone.</summary>
public enum KernelPath
{
    /// <summary>Plain code, one element at a time: the reference. Runs everywhere.</summary>
    Scalar,

    /// <summary>Portable 256-bit vectors. Runs everywhere, in software where the processor has none.</summary>
    Vector,

    /// <summary>x64 with AVX2.</summary>
    Avx2,

    /// <summary>x64 with AVX-512 F, BW, DQ and VBMI2.</summary>
    Avx512,
}
