using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Levels to and from levels above a zero point; all are whole numbers that floats hold.</summary>
static class ZeroPoints
{
    /// <summary>level = level + zero point, within min … max; NaN stays NaN.</summary>
    internal static void Add(Span<float> levels, ReadOnlySpan<int> points, float min, float max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(levels);
        var shifts = MemoryMarshal.Cast<int, Vector256<int>>(points);
        Vector256<float> low = Vector256.Create(min), high = Vector256.Create(max);
        for (int i = 0; i < vectors.Length; i++)
        {
            var level = vectors[i] + Vector256.ConvertToSingle(shifts[i]);
            level = Vector256.ConditionalSelect(Vector256.LessThan(level, low), low, level);
            vectors[i] = Vector256.ConditionalSelect(Vector256.GreaterThan(level, high), high, level);
        }
        for (int i = vectors.Length * Vector256<float>.Count; i < levels.Length; i++)
        {
            float level = levels[i] + points[i];
            levels[i] = level < min ? min : level > max ? max : level;
        }
    }

    /// <summary>level = level − zero point.</summary>
    internal static void Subtract(Span<float> levels, ReadOnlySpan<int> points)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(levels);
        var shifts = MemoryMarshal.Cast<int, Vector256<int>>(points);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] -= Vector256.ConvertToSingle(shifts[i]);
        }
        for (int i = vectors.Length * Vector256<float>.Count; i < levels.Length; i++)
        {
            levels[i] -= points[i];
        }
    }
}
