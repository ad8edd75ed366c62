using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>What becomes of the sums of a tile.</summary>
unsafe interface ISumStore
{
    static abstract void Store(Vector256<int> sums, int* destination);

    static abstract void Store(Vector512<int> sums, int* destination);
}

/// <summary>They are the product.</summary>
readonly unsafe struct IntegerSums : ISumStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> sums, int* destination) => sums.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> sums, int* destination) => sums.Store(destination);
}

/// <summary>They are one chain: rounded to float32, to nearest even, and added to what is there.</summary>
readonly unsafe struct ChainSums : ISumStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> sums, int* destination) =>
        (Vector256.Load((float*)destination) + Vector256.ConvertToSingle(sums)).Store((float*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> sums, int* destination) =>
        (Vector512.Load((float*)destination) + Vector512.ConvertToSingle(sums)).Store((float*)destination);
}
