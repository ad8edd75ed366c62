using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

// Sixteen groups at once: the maxima of each lie in a vector, and the vectors are halved together, four times.
static partial class BlockAbsMax
{
    const int Width = 16;

    /// <summary>Whole groups of whole vectors, sixteen at a time; gives how many groups that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int RaiseSixteenGroups(ReadOnlySpan<float> values, int size, Span<float> maxima)
    {
        if (size % Width != 0)
        {
            return 0;
        }
        int done = maxima.Length / Width * Width;
        for (int group = 0; group < done; group += Width)
        {
            ref float value = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), (nint)group * size);
            var a = Four(ref value, size);
            var b = Four(ref Unsafe.Add(ref value, 4 * size), size);
            var c = Four(ref Unsafe.Add(ref value, 8 * size), size);
            var d = Four(ref Unsafe.Add(ref value, 12 * size), size);
            ref uint to = ref Unsafe.As<float, uint>(ref maxima[group]);
            var largest = Quarters(Quarters(a, b), Quarters(c, d));
            Vector512.Max(Vector512.LoadUnsafe(ref to), largest).StoreUnsafe(ref to);
        }
        return done;
    }

    // Of four groups: their maxima, once in every quarter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<uint> Four(ref float values, int size)
    {
        var a = Lane(ref values, size);
        var b = Lane(ref Unsafe.Add(ref values, size), size);
        var c = Lane(ref Unsafe.Add(ref values, 2 * size), size);
        var d = Lane(ref Unsafe.Add(ref values, 3 * size), size);
        var ab = Vector512.Max(Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b)).AsUInt64();
        var cd = Vector512.Max(Avx512F.UnpackLow(c, d), Avx512F.UnpackHigh(c, d)).AsUInt64();
        return Vector512.Max(Avx512F.UnpackLow(ab, cd).AsUInt32(), Avx512F.UnpackHigh(ab, cd).AsUInt32());
    }

    // The quarters of each, halved: those of the first, then those of the second.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<uint> Quarters(Vector512<uint> first, Vector512<uint> second) => Vector512.Max(
        Avx512F.Shuffle4x128(first, second, 0b10_00_10_00), Avx512F.Shuffle4x128(first, second, 0b11_01_11_01));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<uint> Lane(ref float values, int size)
    {
        var mask = Vector512.Create(Magnitude);
        var max = Vector512.LoadUnsafe(ref values).AsUInt32() & mask;
        for (int i = Width; i < size; i += Width)
        {
            max = Vector512.Max(max, Vector512.LoadUnsafe(ref values, (nuint)i).AsUInt32() & mask);
        }
        return max;
    }
}
