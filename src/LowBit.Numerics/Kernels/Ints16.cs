using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>512 bits; in software where the processor has none.</summary>
readonly struct Ints16(Vector512<int> vector) : IInts<Ints16>
{
    internal readonly Vector512<int> Vector = vector;

    public static int Count => Vector512<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Create(int value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Load(ref uint source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 LoadBytes(ref byte source, nuint offset) => new(Vector512.WidenLower(Vector256.WidenLower(
        Vector128.LoadUnsafe(ref source, offset).ToVector256Unsafe()).ToVector512Unsafe()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 LoadWords(ref byte source, nuint offset) =>
        new(Vector512.WidenLower(Vector256.LoadUnsafe(ref source, offset).AsUInt16().ToVector512Unsafe()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Ints16 a, Ints16 b, Ints16 c, Ints16 d, ref byte destination) =>
        Lanes.PackBytes(a.Vector, b.Vector, c.Vector, d.Vector).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(Ints16 a, Ints16 b, Ints16 c, Ints16 d, ref byte destination)
    {
        Lanes.PackWords(a.Vector, b.Vector).AsByte().StoreUnsafe(ref destination);
        Lanes.PackWords(c.Vector, d.Vector).AsByte().StoreUnsafe(ref destination, 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 ShiftRight(Ints16 value, Ints16 by) => new(
        Avx512F.IsSupported
            ? Avx512F.ShiftRightLogicalVariable(value.Vector, by.Vector.AsUInt32())
            : value.Vector >>> by.Vector.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 ShiftLeft(Ints16 value, Ints16 by) => new(
        Avx512F.IsSupported
            ? Avx512F.ShiftLeftLogicalVariable(value.Vector, by.Vector.AsUInt32())
            : value.Vector << by.Vector.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Min(Ints16 left, Ints16 right) => new(Vector512.Min(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Max(Ints16 left, Ints16 right) => new(Vector512.Max(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 MaxUnsigned(Ints16 left, Ints16 right) =>
        new(Vector512.Max(left.Vector.AsUInt32(), right.Vector.AsUInt32()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Equal(Ints16 left, Ints16 right) => new(Vector512.Equals(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 GreaterThan(Ints16 left, Ints16 right) => new(Vector512.GreaterThan(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GreaterThanAnyUnsigned(Ints16 left, Ints16 right) =>
        Vector512.GreaterThanAny(left.Vector.AsUInt32(), right.Vector.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 AndNot(Ints16 left, Ints16 right) => new(Vector512.AndNot(left.Vector, right.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Select(Ints16 mask, Ints16 ones, Ints16 zeros) =>
        new(Vector512.ConditionalSelect(mask.Vector, ones.Vector, zeros.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator +(Ints16 left, Ints16 right) => new(left.Vector + right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator -(Ints16 left, Ints16 right) => new(left.Vector - right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator &(Ints16 left, Ints16 right) => new(left.Vector & right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator |(Ints16 left, Ints16 right) => new(left.Vector | right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator ^(Ints16 left, Ints16 right) => new(left.Vector ^ right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator ~(Ints16 value) => new(~value.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator <<(Ints16 value, int by) => new(value.Vector << by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator >>(Ints16 value, int by) => new(value.Vector >> by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 operator >>>(Ints16 value, int by) => new(value.Vector >>> by);
}
