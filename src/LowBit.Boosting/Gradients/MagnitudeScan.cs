using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The largest magnitude of some values and the buckets of the large ones, in one pass. Magnitudes are compared as
/// integers: there the order is 0 &lt; finite &lt; ∞ &lt; NaN.
/// </summary>
static unsafe class MagnitudeScan
{
    /// <summary>Elements that the list of buckets needs behind its last.</summary>
    public const int Slack = 16;

    const uint Magnitude = 0x7FFF_FFFF;

    /// <param name="values">The values.</param>
    /// <param name="from">Bits of the smallest magnitude that is listed.</param>
    /// <param name="path">How to compute.</param>
    /// <param name="buckets">out: buckets of the large values in their order; room for all values and <see cref="Slack"/>.</param>
    /// <param name="count">out: large values.</param>
    /// <returns>max |x|, as of <see cref="AbsMax"/>.</returns>
    public static float Run(ReadOnlySpan<float> values, uint from, KernelPath path, int* buckets, out int count)
    {
        count = 0;
        uint max = 0;
        int done = 0;
        if (path >= KernelPath.Avx512)
        {
            done = RunCompressing(values, from, buckets, ref count, ref max);
        }
        else if (path != KernelPath.Scalar)
        {
            done = RunVectors(values, from, buckets, ref count, ref max);
        }
        foreach (uint signed in MemoryMarshal.Cast<float, uint>(values[done..]))
        {
            uint bits = signed & Magnitude;
            max = Math.Max(max, bits);
            if (bits >= from)
            {
                buckets[count++] = TopMagnitudes.BucketOf(bits);
            }
        }
        return BitConverter.UInt32BitsToSingle(max);
    }

    static int RunVectors(ReadOnlySpan<float> values, uint from, int* buckets, ref int count, ref uint max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<uint>>(values);
        Vector256<uint> mask = Vector256.Create(Magnitude), limit = Vector256.Create(from), largest = default;
        int listed = count;
        for (int i = 0; i < vectors.Length; i++)
        {
            var bits = vectors[i] & mask;
            largest = Vector256.Max(largest, bits);
            uint large = Vector256.GreaterThanOrEqual(bits, limit).ExtractMostSignificantBits();
            for (; large != 0; large &= large - 1)
            {
                int lane = 8 * i + BitOperations.TrailingZeroCount(large);
                buckets[listed++] = TopMagnitudes.BucketOf(BitConverter.SingleToUInt32Bits(values[lane]) & Magnitude);
            }
        }
        count = listed;
        max = Largest(largest);
        return vectors.Length * Vector256<float>.Count;
    }

    static int RunCompressing(ReadOnlySpan<float> values, uint from, int* buckets, ref int count, ref uint max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<uint>>(values);
        Vector512<uint> mask = Vector512.Create(Magnitude), limit = Vector512.Create(from), largest = default;
        int listed = count;
        for (int i = 0; i < vectors.Length; i++)
        {
            var bits = vectors[i] & mask;
            largest = Vector512.Max(largest, bits);
            var isLarge = Vector512.GreaterThanOrEqual(bits, limit);
            var packed = Avx512F.Compress(Vector512<uint>.Zero, isLarge, bits >> TopMagnitudes.DroppedBits);
            packed.Store((uint*)buckets + listed);
            listed += BitOperations.PopCount(isLarge.ExtractMostSignificantBits());
        }
        count = listed;
        max = Largest(Vector256.Max(largest.GetLower(), largest.GetUpper()));
        return vectors.Length * Vector512<float>.Count;
    }

    static uint Largest(Vector256<uint> lanes)
    {
        uint max = 0;
        for (int lane = 0; lane < Vector256<uint>.Count; lane++)
        {
            max = Math.Max(max, lanes[lane]);
        }
        return max;
    }
}
