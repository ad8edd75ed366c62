using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>256 bits.</summary>
readonly struct Ints8(Vector256<int> vector) : IInts<Ints8>
{
    internal readonly Vector256<int> Vector = vector;

    public static int Count => Vector256<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Create(int value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Load(ref uint source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 LoadBytes(ref byte source, nuint offset) => new(Vector256.WidenLower(Vector128.WidenLower(
        Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, offset))).AsByte())
        .ToVector256Unsafe()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 LoadWords(ref byte source, nuint offset) =>
        new(Vector256.WidenLower(Vector128.LoadUnsafe(ref source, offset).AsUInt16().ToVector256Unsafe()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Ints8 a, Ints8 b, Ints8 c, Ints8 d, ref byte destination) =>
        Lanes.PackBytes(a.Vector, b.Vector, c.Vector, d.Vector).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(Ints8 a, Ints8 b, Ints8 c, Ints8 d, ref byte destination)
    {
        Lanes.PackWords(a.Vector, b.Vector).AsByte().StoreUnsafe(ref destination);
        Lanes.PackWords(c.Vector, d.Vector).AsByte().StoreUnsafe(ref destination, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 ShiftRight(Ints8 value, Ints8 by) => new(
        Avx2.IsSupported
            ? Avx2.ShiftRightLogicalVariable(value.Vector, by.Vector.AsUInt32())
            : value.Vector >>> by.Vector.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 ShiftLeft(Ints8 value, Ints8 by) => new(
        Avx2.IsSupported
            ? Avx2.ShiftLeftLogicalVariable(value.Vector, by.Vector.AsUInt32())
            : value.Vector << by.Vector.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Min(Ints8 left, Ints8 right) => new(Vector256.Min(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Max(Ints8 left, Ints8 right) => new(Vector256.Max(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 MaxUnsigned(Ints8 left, Ints8 right) =>
        new(Vector256.Max(left.Vector.AsUInt32(), right.Vector.AsUInt32()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Equal(Ints8 left, Ints8 right) => new(Vector256.Equals(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 GreaterThan(Ints8 left, Ints8 right) => new(Vector256.GreaterThan(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GreaterThanAnyUnsigned(Ints8 left, Ints8 right) =>
        Vector256.GreaterThanAny(left.Vector.AsUInt32(), right.Vector.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 AndNot(Ints8 left, Ints8 right) => new(Vector256.AndNot(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Select(Ints8 mask, Ints8 ones, Ints8 zeros) =>
        new(Vector256.ConditionalSelect(mask.Vector, ones.Vector, zeros.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator +(Ints8 left, Ints8 right) => new(left.Vector + right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator -(Ints8 left, Ints8 right) => new(left.Vector - right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator &(Ints8 left, Ints8 right) => new(left.Vector & right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator |(Ints8 left, Ints8 right) => new(left.Vector | right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator ^(Ints8 left, Ints8 right) => new(left.Vector ^ right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator ~(Ints8 value) => new(~value.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator <<(Ints8 value, int by) => new(value.Vector << by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator >>(Ints8 value, int by) => new(value.Vector >> by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 operator >>>(Ints8 value, int by) => new(value.Vector >>> by);
}
