using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The loop over an array for elementwise operators.</summary>
static class Elementwise
{
    /// <summary>destination[i] = f(values[i]).</summary>
    /// <param name="values">in: the arguments.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long; the same memory as values, or memory that does not overlap it.</param>
    internal static void Apply<TOperator>(ReadOnlySpan<double> values, KernelPath path, Span<double> destination)
        where TOperator : IUnaryOperator
    {
        destination = destination[..values.Length];
        if (values.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException("The destination overlaps the values. Use the same memory or other memory.", nameof(destination));
        }
        int done = path == KernelPath.Scalar ? 0 : ApplyVectors<TOperator>(values, destination);
        for (int i = done; i < values.Length; i++)
        {
            destination[i] = TOperator.Invoke(values[i]);
        }
    }

    static int ApplyVectors<TOperator>(ReadOnlySpan<double> values, Span<double> destination)
        where TOperator : IUnaryOperator
    {
        var from = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var to = MemoryMarshal.Cast<double, Vector256<double>>(destination);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TOperator.Invoke(from[i]);
        }
        return from.Length * Vector256<double>.Count;
    }
}
