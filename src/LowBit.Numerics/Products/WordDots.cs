using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// Pairs of 16-bit terms in portable vectors. A pair's products sum to 2³¹ at most, and that only where all four terms
/// are −32,768: modulo 2³² nothing is lost.
/// </summary>
readonly struct PairDot : IWordDot<Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<int> left, Vector256<int> right) =>
        sums + (left << 16 >> 16) * (right << 16 >> 16) + (left >> 16) * (right >> 16);
}

/// <summary><see cref="PairDot"/> with AVX2: <c>vpmaddwd</c>.</summary>
readonly struct PairDotAvx2 : IWordDot<Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<int> left, Vector256<int> right) =>
        sums + Avx2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());
}

/// <summary><see cref="PairDot"/> with AVX-VNNI: <c>vpdpwssd</c>.</summary>
readonly struct PairDotVnni : IWordDot<Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<int> left, Vector256<int> right) =>
        AvxVnni.MultiplyWideningAndAdd(sums, left.AsInt16(), right.AsInt16());
}

/// <summary><see cref="PairDot"/> with AVX-512: <c>vpmaddwd</c> on 512 bits.</summary>
readonly struct PairDotAvx512 : IWordDot<Vector512<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> sums, Vector512<int> left, Vector512<int> right) =>
        sums + Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());
}

/// <summary><see cref="PairDot"/> in 512 bits without AVX-512: for tests of the wide tile.</summary>
readonly struct WidePairDot : IWordDot<Vector512<int>>
{
    public static Vector512<int> Add(Vector512<int> sums, Vector512<int> left, Vector512<int> right) => Vector512.Create(
        PairDot.Add(sums.GetLower(), left.GetLower(), right.GetLower()),
        PairDot.Add(sums.GetUpper(), left.GetUpper(), right.GetUpper()));
}

/// <summary>Four unsigned 8-bit terms on the left and four signed ones on the right: AVX-VNNI's <c>vpdpbusd</c>.</summary>
readonly struct QuadDotVnni : IWordDot<Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<int> left, Vector256<int> right) =>
        AvxVnni.MultiplyWideningAndAdd(sums, left.AsByte(), right.AsSByte());
}

/// <summary><see cref="QuadDotVnni"/> in portable vectors: for tests of the offset on machines without AVX-VNNI.</summary>
readonly struct QuadDot : IWordDot<Vector256<int>>
{
    public static Vector256<int> Add(Vector256<int> sums, Vector256<int> left, Vector256<int> right)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            sums += ((left >>> shift) & Vector256.Create(0xFF)) * (right << (24 - shift) >> 24);
        }
        return sums;
    }
}
