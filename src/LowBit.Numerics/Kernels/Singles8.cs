using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>256 bits.</summary>
readonly struct Singles8(Vector256<float> vector) : ISingles<Singles8, Ints8>
{
    readonly Vector256<float> _vector = vector;

    public static int Count => Vector256<float>.Count;

    public Ints8 Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_vector.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Load(ref float source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Singles8 values, ref float destination, nuint offset) =>
        values._vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Of(Ints8 bits) => new(bits.Vector.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Convert(Ints8 values) => new(Vector256.ConvertToSingle(values.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Truncate(Singles8 values) => new(Vector256.ConvertToInt32Native(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Floor(Singles8 values) => new(Vector256.Floor(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Nearest(Singles8 values) => new(Vector256.Round(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 Clamp(Singles8 values, Singles8 low, Singles8 high) =>
        new(Vector256.ClampNative(values._vector, low._vector, high._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 ToNearest(Singles8 values) => new(
        Avx.IsSupported
            ? Avx.ConvertToVector256Int32(values._vector)
            : Vector256.ConvertToInt32Native(Vector256.Round(values._vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 Equal(Singles8 left, Singles8 right) => new(Vector256.Equals(left._vector, right._vector).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints8 GreaterThan(Singles8 left, Singles8 right) =>
        new(Vector256.GreaterThan(left._vector, right._vector).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 operator +(Singles8 left, Singles8 right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 operator -(Singles8 left, Singles8 right) => new(left._vector - right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles8 operator *(Singles8 left, Singles8 right) => new(left._vector * right._vector);
}
