using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>Questions about 64 bytes at a time, answered by a bit for each: bit i for byte i.</summary>
static class ByteMask
{
    internal const int Width = 64;

    /// <summary>Which of the first 64 bytes equal <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Equal(ReadOnlySpan<byte> bytes, byte value) =>
        Vector512.IsHardwareAccelerated ? Equal512(bytes, value)
        : Vector256.IsHardwareAccelerated ? Equal256(bytes, value)
        : Equal128(bytes, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Equal512(ReadOnlySpan<byte> bytes, byte value) =>
        Vector512.Equals(Vector512.Create(bytes), Vector512.Create(value)).ExtractMostSignificantBits();

    internal static ulong Equal256(ReadOnlySpan<byte> bytes, byte value) =>
        Half(bytes, value) | ((ulong)Half(bytes[32..], value) << 32);

    internal static ulong Equal128(ReadOnlySpan<byte> bytes, byte value) =>
        Quarter(bytes, value) | (Quarter(bytes[16..], value) << 16)
        | ((ulong)(Quarter(bytes[32..], value) | (Quarter(bytes[48..], value) << 16)) << 32);

    /// <summary>Bit i is the parity of the bits 0 … i: set from each odd bit up to the next even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>The lowest <paramref name="count"/> bits, all of them from 64 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Lowest(int count) => count >= Width ? ulong.MaxValue : (1UL << count) - 1;

    /// <summary>Index of the set bit that has <paramref name="rank"/> set bits below it.</summary>
    internal static int IndexOf(ulong bits, int rank)
    {
        for (; rank > 0; rank--)
        {
            bits &= bits - 1;
        }
        return BitOperations.TrailingZeroCount(bits);
    }

    static uint Half(ReadOnlySpan<byte> bytes, byte value) =>
        Vector256.Equals(Vector256.Create(bytes), Vector256.Create(value)).ExtractMostSignificantBits();

    static uint Quarter(ReadOnlySpan<byte> bytes, byte value) =>
        Vector128.Equals(Vector128.Create(bytes), Vector128.Create(value)).ExtractMostSignificantBits();
}
