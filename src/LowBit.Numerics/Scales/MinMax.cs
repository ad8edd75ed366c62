using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The ends of an array's values and zero. Bits of a float, all but the sign turned where it is negative, are signed
/// integers of the order −NaN &lt; −∞ &lt; … &lt; −0 &lt; 0 &lt; … &lt; ∞ &lt; NaN.
/// </summary>
static class MinMax
{
    const int Magnitude = 0x7FFF_FFFF;

    internal static ValueRange Of(ReadOnlySpan<float> values, KernelPath path)
    {
        int min = 0, max = 0;
        int done = path == KernelPath.Scalar ? 0 : OfVectors(values, out min, out max);
        foreach (int bits in MemoryMarshal.Cast<float, int>(values[done..]))
        {
            int ordered = bits ^ ((bits >> 31) & Magnitude);
            (min, max) = (Math.Min(min, ordered), Math.Max(max, ordered));
        }
        float lower = ToSingle(min), upper = ToSingle(max);
        bool isNumber = !float.IsNaN(lower) && !float.IsNaN(upper);
        return isNumber ? new(lower + 0f, upper) : new(double.NaN, double.NaN); // −0 + 0 = 0
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int OfVectors(ReadOnlySpan<float> values, out int min, out int max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<int>>(values);
        var mask = Vector256.Create(Magnitude);
        Vector256<int> min0 = default, max0 = default, min1 = default, max1 = default;
        int count = vectors.Length & ~1;
        ref float value = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < count; i += 2)
        {
            int at = i * Vector256<int>.Count;
            Prefetch.Lines(ref Unsafe.Add(ref value, at), 2 * Vector256<int>.Count, values.Length - at);
            var first = vectors[i] ^ ((vectors[i] >> 31) & mask);
            var second = vectors[i + 1] ^ ((vectors[i + 1] >> 31) & mask);
            (min0, max0) = (Vector256.Min(min0, first), Vector256.Max(max0, first));
            (min1, max1) = (Vector256.Min(min1, second), Vector256.Max(max1, second));
        }
        (min0, max0) = (Vector256.Min(min0, min1), Vector256.Max(max0, max1));
        (min, max) = (0, 0);
        for (int lane = 0; lane < Vector256<int>.Count; lane++)
        {
            (min, max) = (Math.Min(min, min0[lane]), Math.Max(max, max0[lane]));
        }
        return count * Vector256<int>.Count;
    }

    static float ToSingle(int ordered) => BitConverter.Int32BitsToSingle(ordered ^ ((ordered >> 31) & Magnitude));
}
