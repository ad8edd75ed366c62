using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The smallest and the largest value.</summary>
static class Extent
{
    /// <summary>(min, max): zeros for no values, NaN both if any is NaN.</summary>
    /// <remarks>Minimum and maximum as of IEEE 754: no order of values matters, and −0 is below +0.</remarks>
    internal static (float Min, float Max) Of(ReadOnlySpan<float> values, KernelPath path)
    {
        if (values.Length == 0)
        {
            return default;
        }
        float min = values[0], max = min;
        int done = path == KernelPath.Scalar ? 0 : OfVectors(values, ref min, ref max);
        foreach (float value in values[done..])
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }
        return (min, max);
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
