using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>Two terms of 16 bits, the first in the low half.</summary>
readonly unsafe struct ShortPairs : IWordFormat<short>
{
    public static int Terms => 2;

    public static int Zero => 0;

    public static int Word(short* first, nint step, int count) => (first[0] & 0xFFFF) | (count > 1 ? first[step] << 16 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AlongRow(short* first) => Vector256.Load((int*)first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AcrossRows(short* first, nint step) =>
        Interleave(Vector128.Load(first), Vector128.Load(first + step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Interleave(Vector128<short> low, Vector128<short> high) =>
        Vector256.Create(Sse2.UnpackLow(low, high), Sse2.UnpackHigh(low, high)).AsInt32();
}

/// <summary>Two terms of 8 bits, each widened to 16, the first in the low half.</summary>
readonly unsafe struct WidenedPairs : IWordFormat<sbyte>
{
    public static int Terms => 2;

    public static int Zero => 0;

    public static int Word(sbyte* first, nint step, int count) => (first[0] & 0xFFFF) | (count > 1 ? first[step] << 16 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AlongRow(sbyte* first) => Avx2.ConvertToVector256Int16(first).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AcrossRows(sbyte* first, nint step) =>
        ShortPairs.Interleave(Sse41.ConvertToVector128Int16(first), Sse41.ConvertToVector128Int16(first + step));
}

/// <summary>Four terms of 8 bits, the first in the lowest byte.</summary>
readonly unsafe struct ByteQuads : IWordFormat<sbyte>
{
    public static int Terms => 4;

    public static int Zero => 0;

    public static int Word(sbyte* first, nint step, int count)
    {
        int word = 0;
        for (int i = 0; i < count; i++)
        {
            word |= (byte)first[i * step] << (8 * i);
        }
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AlongRow(sbyte* first) => Vector256.Load((int*)first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AcrossRows(sbyte* first, nint step)
    {
        var low = Sse2.UnpackLow(Eight(first), Eight(first + step));
        var high = Sse2.UnpackLow(Eight(first + 2 * step), Eight(first + 3 * step));
        return ShortPairs.Interleave(low.AsInt16(), high.AsInt16());
    }

    static Vector128<byte> Eight(sbyte* first) => Vector128.CreateScalarUnsafe(*(long*)first).AsByte();
}

/// <summary>
/// <see cref="ByteQuads"/> with 128 added to each term, which makes it unsigned: −128 … 127 becomes 0 … 255.
/// </summary>
readonly unsafe struct OffsetQuads : IWordFormat<sbyte>
{
    public static int Terms => ByteQuads.Terms;

    public static int Zero => unchecked((int)0x8080_8080);

    public static int Word(sbyte* first, nint step, int count) => ByteQuads.Word(first, step, count) ^ Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AlongRow(sbyte* first) => ByteQuads.AlongRow(first) ^ Vector256.Create(Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AcrossRows(sbyte* first, nint step) =>
        ByteQuads.AcrossRows(first, step) ^ Vector256.Create(Zero);
}
