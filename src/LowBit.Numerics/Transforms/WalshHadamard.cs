using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Orthonormal Hadamard transforms of blocks. A block of n = 2^k elements is multiplied by Sylvester's H(n) / √n, where
/// element (i, j) of H(n) is −1 to the number of ones that i and j share; one of n = m 2^k by H(m) ⊗ H(2^k) / √n, where
/// m is 12, 20, 28, 36, 52, 60, 108, 140, 156 or 172 ([Paley33], [Williamson44]; 40 is 20 · 2). A transform spreads a
/// large element over its block and keeps the norm, and X Hᵀ (W Hᵀ)ᵀ = X Wᵀ.
/// </summary>
/// <remarks>
/// Stages of butterflies run from the nearest elements to the farthest, then come the sums over the m members, then one
/// product with the float nearest to 1/√n. These are the same operations in the same order on every path, in place or
/// not, and however rows are cut into calls, so the bits are the same (NaN is NaN; its payload is not promised).
/// Error: the norm of a block's error is at most (k + 2 + e) 2⁻²⁴ of the block's norm, where e = 0 without m, else
/// (m / 4 + 1) √m; products below the normal floats add 2⁻¹⁵⁰ each. Sums are scaled last: they overflow where
/// the magnitudes of a block sum up beyond the largest float. A NaN or an infinity makes its block NaN or infinite.
/// Nothing is allocated but a factor's signs, once a process; safe to call from many threads.
/// </remarks>
public static class WalshHadamard
{
    /// <summary>The largest size of a block.</summary>
    public const int LargestSize = 1 << 20;

    /// <summary>Whether blocks can have a size: 2^k or m 2^k, 1 … <see cref="LargestSize"/>.</summary>
    public static bool IsSize(int size) => HadamardSize.Exists(size);

    /// <summary>y = H x for every block x.</summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="columnCount">Columns, 1 or more.</param>
    /// <param name="axis">Where blocks lie; the matrix has a multiple of the size along it.</param>
    /// <param name="size">Elements of a block.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">out: [rows × columns] or longer; the same memory as values, or memory that does not overlap it.</param>
    /// <exception cref="ArgumentException">The matrix is no multiple of the size: pad it with zeros.</exception>
    public static void Apply(
        ReadOnlySpan<float> values, int columnCount, TransformAxis axis, int size, KernelPath path, Span<float> destination)
    {
        var parsed = HadamardSize.Of(size);
        Run(values, columnCount, axis, parsed, parsed.Factor?.Codes ?? [], path, destination);
    }

    /// <summary>
    /// x = Hᵀ y for every block y: undoes <see cref="Apply"/> up to rounding. Without m the matrix is symmetric, and this
    /// is <see cref="Apply"/>.
    /// </summary>
    /// <inheritdoc cref="Apply"/>
    public static void ApplyInverse(
        ReadOnlySpan<float> values, int columnCount, TransformAxis axis, int size, KernelPath path, Span<float> destination)
    {
        var parsed = HadamardSize.Of(size);
        Run(values, columnCount, axis, parsed, parsed.Factor?.TransposedCodes ?? [], path, destination);
    }

    static void Run(
        ReadOnlySpan<float> values, int columnCount, TransformAxis axis, HadamardSize size, byte[] codes,
        KernelPath path, Span<float> destination)
    {
        MatrixShape.Check(values.Length, columnCount, axis, size.Size);
        destination = destination[..values.Length];
        MatrixShape.CheckOverlap(values, destination);
        switch (path)
        {
            case KernelPath.Scalar: Run<float, OneLane>(values, columnCount, axis, size, codes, destination); break;
            case KernelPath.Avx512: Run<Vector512<float>, SixteenLanes>(values, columnCount, axis, size, codes, destination); break;
            default: Run<Vector256<float>, EightLanes>(values, columnCount, axis, size, codes, destination); break;
        }
    }

    static void Run<TVector, TLanes>(
        ReadOnlySpan<float> values, int columnCount, TransformAxis axis, HadamardSize size, byte[] codes, Span<float> destination)
        where TLanes : IFloatLanes<TVector>
    {
        if (axis == TransformAxis.Columns)
        {
            HadamardTransform<TVector, TLanes>.Columns(values, size, codes, destination);
            return;
        }
        values.CopyTo(destination);
        HadamardTransform<TVector, TLanes>.Rows(destination, columnCount, size, codes);
    }
}
