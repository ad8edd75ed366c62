using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The largest value less the smallest one.</summary>
static class ValueRange
{
    /// <summary>max − min, rounded to a float: 0 for no values, NaN if any is NaN, +∞ or NaN if any is infinite.</summary>
    /// <remarks>Minimum and maximum as of IEEE 754: no order of values matters, and −0 is below +0.</remarks>
    internal static float Of(ReadOnlySpan<float> values, KernelPath path)
    {
        if (values.Length == 0)
        {
            return 0;
        }
        float min = values[0], max = min;
        int done = path == KernelPath.Scalar ? 0 : OfVectors(values, ref min, ref max);
        foreach (float value in values[done..])
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }
        return max - min;
    }

    static int OfVectors(ReadOnlySpan<float> values, ref float min, ref float max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        Vector256<float> low = Vector256.Create(min), high = low;
        foreach (var vector in vectors)
        {
            (low, high) = (Vector256.Min(low, vector), Vector256.Max(high, vector));
        }
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            (min, max) = (Math.Min(min, low[lane]), Math.Max(max, high[lane]));
        }
        return vectors.Length * Vector256<float>.Count;
    }
}
