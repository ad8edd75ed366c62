using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>Instructions that portable vectors lack, each with its portable equal.</summary>
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

    /// <summary>The low bytes of four times eight lanes of 0 … 255, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> PackBytes(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        if (!Avx2.IsSupported)
        {
            return Portable.PackBytes(a, b, c, d);
        }
        // Packs work within 128-bit halves: (a₀ b₀ c₀ d₀ | a₁ b₁ c₁ d₁), each four bytes.
        var bytes = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(a, b), Avx2.PackSignedSaturate(c, d));
        return Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();
    }

    /// <summary>The low 16 bits of twice eight lanes of 0 … 65,535, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<ushort> PackWords(Vector256<int> a, Vector256<int> b) =>
        Avx2.IsSupported
            ? Avx2.Permute4x64(Avx2.PackUnsignedSaturate(a, b).AsInt64(), 0b11_01_10_00).AsUInt16()
            : Portable.PackWords(a, b);

    /// <summary>The low bytes of four times sixteen lanes of 0 … 255, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> PackBytes(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d)
    {
        if (!Avx512BW.IsSupported)
        {
            return Vector512.Create(
                Portable.PackBytes(a.GetLower(), a.GetUpper(), b.GetLower(), b.GetUpper()),
                Portable.PackBytes(c.GetLower(), c.GetUpper(), d.GetLower(), d.GetUpper()));
        }
        // Packs work within 128-bit quarters: (a₀ b₀ c₀ d₀ | a₁ b₁ c₁ d₁ | …), each four bytes.
        var bytes = Avx512BW.PackUnsignedSaturate(Avx512BW.PackSignedSaturate(a, b), Avx512BW.PackSignedSaturate(c, d));
        var order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        return Avx512F.PermuteVar16x32(bytes.AsInt32(), order).AsByte();
    }

    /// <summary>The low 16 bits of twice sixteen lanes of 0 … 65,535, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<ushort> PackWords(Vector512<int> a, Vector512<int> b) =>
        Avx512BW.IsSupported
            ? Avx512F.PermuteVar8x64(
                Avx512BW.PackUnsignedSaturate(a, b).AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsUInt16()
            : Vector512.Create(Portable.PackWords(a.GetLower(), a.GetUpper()), Portable.PackWords(b.GetLower(), b.GetUpper()));

    /// <summary>table[index], a lane each; no index is checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe Vector256<int> Gather(int* table, Vector256<int> index) =>
        Avx2.IsSupported ? Avx2.GatherVector256(table, index, sizeof(int)) : Portable.Gather(table, index);

    internal static class Portable
    {
        internal static unsafe Vector256<int> Gather(int* table, Vector256<int> index) => Vector256.Create(
            table[index[0]], table[index[1]], table[index[2]], table[index[3]],
            table[index[4]], table[index[5]], table[index[6]], table[index[7]]);

        internal static Vector256<byte> PackBytes(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
            Vector256.Narrow(PackWords(a, b), PackWords(c, d));

        internal static Vector256<ushort> PackWords(Vector256<int> a, Vector256<int> b) =>
            Vector256.Narrow(a.AsUInt32(), b.AsUInt32());

        const ulong Low = uint.MaxValue;

        internal static Vector256<ulong> MultiplyLow32(Vector256<ulong> left, Vector256<ulong> right) =>
            (left & Vector256.Create(Low)) * (right & Vector256.Create(Low));

        internal static Vector256<ulong> InterleaveEven(Vector256<ulong> left, Vector256<ulong> right) =>
            Vector256.Create(left[0], right[0], left[2], right[2]);

        internal static Vector256<ulong> InterleaveOdd(Vector256<ulong> left, Vector256<ulong> right) =>
            Vector256.Create(left[1], right[1], left[3], right[3]);
    }
}
