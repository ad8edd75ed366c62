using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>512 bits; in software where the processor has none.</summary>
readonly struct SixteenLanes : IFloatLanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint offset) => Vector512.LoadUnsafe(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination, nuint offset) => vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Negate(Vector512<float> vector) => vector ^ Vector512.Create(-0f);

    // The upper of two lanes adds its own negative to the other one: the same bits as the difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Butterfly(Vector512<float> vector, int stage) => stage switch
    {
        0 => Vector512.Shuffle(vector, Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14))
            + (vector ^ Vector512.Create(Vector256.Create(0f, -0f, 0f, -0f, 0f, -0f, 0f, -0f))),
        1 => Vector512.Shuffle(vector, Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13))
            + (vector ^ Vector512.Create(Vector256.Create(0f, 0f, -0f, -0f, 0f, 0f, -0f, -0f))),
        2 => Vector512.Shuffle(vector, Vector512.Create(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11))
            + (vector ^ Vector512.Create(Vector256.Create(0f, 0f, 0f, 0f, -0f, -0f, -0f, -0f))),
        _ => Vector512.Shuffle(vector, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
            + (vector ^ Vector512.Create(Vector256.Create(0f), Vector256.Create(-0f))),
    };
}
