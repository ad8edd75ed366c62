using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>256 bits.</summary>
readonly struct EightLanes : IFloatLanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source, nuint offset) => Vector256.LoadUnsafe(ref source, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float destination, nuint offset) => vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Negate(Vector256<float> vector) => vector ^ Vector256.Create(-0f);

    // The upper of two lanes adds its own negative to the other one: the same bits as the difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Butterfly(Vector256<float> vector, int stage) => stage switch
    {
        0 => Swapped1(vector) + (vector ^ Vector256.Create(0f, -0f, 0f, -0f, 0f, -0f, 0f, -0f)),
        1 => Swapped2(vector) + (vector ^ Vector256.Create(0f, 0f, -0f, -0f, 0f, 0f, -0f, -0f)),
        _ => Swapped4(vector) + (vector ^ Vector256.Create(0f, 0f, 0f, 0f, -0f, -0f, -0f, -0f)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Swapped1(Vector256<float> vector) => Avx.IsSupported
        ? Avx.Permute(vector, 0b10_11_00_01)
        : Vector256.Shuffle(vector, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Swapped2(Vector256<float> vector) => Avx.IsSupported
        ? Avx.Permute(vector, 0b01_00_11_10)
        : Vector256.Shuffle(vector, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Swapped4(Vector256<float> vector) => Avx.IsSupported
        ? Avx.Permute2x128(vector, vector, 1)
        : Vector256.Create(vector.GetUpper(), vector.GetLower());
}
