using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The largest magnitude of an array.</summary>
public static class AbsMax
{
    const uint Magnitude = 0x7FFF_FFFF;

    /// <summary>
    /// max |x|: 0 for no values; NaN if any value is NaN, else +∞ if any is infinite. Does not depend on the order of the
    /// values or the path. Allocates nothing.
    /// </summary>
    /// <remarks>Magnitudes are compared as integers: there the order is 0 &lt; finite &lt; ∞ &lt; NaN.</remarks>
    /// <param name="values">The values.</param>
    /// <param name="path">How to compute it.</param>
    public static float Of(ReadOnlySpan<float> values, KernelPath path)
    {
        uint max = 0;
        int done = path == KernelPath.Scalar ? 0 : OfVectors(values, out max);
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values[done..]))
        {
            max = Math.Max(max, bits & Magnitude);
        }
        return BitConverter.UInt32BitsToSingle(max);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int OfVectors(ReadOnlySpan<float> values, out uint max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<uint>>(values);
        int count = vectors.Length & ~3;
        ref float value = ref MemoryMarshal.GetReference(values);
        var mask = Vector256.Create(Magnitude);
        Vector256<uint> max0 = default, max1 = default, max2 = default, max3 = default;
        for (int i = 0; i < count; i += 4)
        {
            int at = i * Vector256<uint>.Count;
            Prefetch.Lines(ref Unsafe.Add(ref value, at), 4 * Vector256<uint>.Count, values.Length - at);
            max0 = Vector256.Max(max0, vectors[i] & mask);
            max1 = Vector256.Max(max1, vectors[i + 1] & mask);
            max2 = Vector256.Max(max2, vectors[i + 2] & mask);
            max3 = Vector256.Max(max3, vectors[i + 3] & mask);
        }
        var all = Vector256.Max(Vector256.Max(max0, max1), Vector256.Max(max2, max3));
        max = 0;
        for (int lane = 0; lane < Vector256<uint>.Count; lane++)
        {
            max = Math.Max(max, all[lane]);
        }
        return count * Vector256<uint>.Count;
    }
}
