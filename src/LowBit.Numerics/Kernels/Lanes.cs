using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>Three instructions that portable vectors lack, each with its portable equal.</summary>
static class Lanes
{
    /// <summary>Products of the low halves of the 64-bit lanes; the high halves are ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<ulong> MultiplyLow32(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32()) : Portable.MultiplyLow32(left, right);

    /// <summary>(l₀, r₀, l₂, r₂)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<ulong> InterleaveEven(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.UnpackLow(left, right) : Portable.InterleaveEven(left, right);

    /// <summary>(l₁, r₁, l₃, r₃)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<ulong> InterleaveOdd(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.UnpackHigh(left, right) : Portable.InterleaveOdd(left, right);

    internal static class Portable
    {
        const ulong Low = uint.MaxValue;

        internal static Vector256<ulong> MultiplyLow32(Vector256<ulong> left, Vector256<ulong> right) =>
            (left & Vector256.Create(Low)) * (right & Vector256.Create(Low));

        internal static Vector256<ulong> InterleaveEven(Vector256<ulong> left, Vector256<ulong> right) =>
            Vector256.Create(left[0], right[0], left[2], right[2]);

        internal static Vector256<ulong> InterleaveOdd(Vector256<ulong> left, Vector256<ulong> right) =>
            Vector256.Create(left[1], right[1], left[3], right[3]);
    }
}
