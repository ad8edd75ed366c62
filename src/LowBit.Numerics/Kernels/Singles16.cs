using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>512 bits; in software where the processor has none.</summary>
readonly struct Singles16(Vector512<float> vector) : ISingles<Singles16, Ints16>
{
    readonly Vector512<float> _vector = vector;

    public static int Count => Vector512<float>.Count;

    public Ints16 Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_vector.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Load(ref float source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Singles16 values, ref float destination, nuint offset) =>
        values._vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Of(Ints16 bits) => new(bits.Vector.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Convert(Ints16 values) => new(Vector512.ConvertToSingle(values.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Truncate(Singles16 values) => new(Vector512.ConvertToInt32Native(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Floor(Singles16 values) => new(Vector512.Floor(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Nearest(Singles16 values) => new(Vector512.Round(values._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 Clamp(Singles16 values, Singles16 low, Singles16 high) =>
        new(Vector512.ClampNative(values._vector, low._vector, high._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 ToNearest(Singles16 values) => new(
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(values._vector)
            : Vector512.ConvertToInt32Native(Vector512.Round(values._vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 Equal(Singles16 left, Singles16 right) => new(Vector512.Equals(left._vector, right._vector).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints16 GreaterThan(Singles16 left, Singles16 right) =>
        new(Vector512.GreaterThan(left._vector, right._vector).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 operator +(Singles16 left, Singles16 right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 operator -(Singles16 left, Singles16 right) => new(left._vector - right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles16 operator *(Singles16 left, Singles16 right) => new(left._vector * right._vector);
}
