using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>The largest magnitude of each block of a grid, in one pass over the values; see <see cref="AbsMax"/>.</summary>
static partial class BlockAbsMax
{
    const uint Magnitude = 0x7FFF_FFFF;
    const int MostVectors = 16; // longer groups have work enough for AbsMax.Of
    static readonly int Lanes = Vector256<uint>.Count;

    /// <param name="values">in: the matrix.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">out: [ScaleCount] max |x|; NaN if the block has a NaN, else ∞ if it has an infinity.</param>
    internal static void Of(ReadOnlySpan<float> values, ScaleGrid grid, KernelPath path, Span<float> destination)
    {
        destination = destination[..grid.ScaleCount];
        destination.Clear();
        for (int row = 0; row < grid.Rows; row++)
        {
            var from = values.Slice(row * grid.Columns, grid.Columns);
            var to = destination.Slice(row / grid.BlockRows * grid.BlocksAcross, grid.BlocksAcross);
            if (grid.BlockColumns == 1)
            {
                Raise(from, path, to);
            }
            else
            {
                RaiseGroups(from, grid.BlockColumns, path, to);
            }
        }
    }

    // Whole groups of few whole vectors first, then others and the short one at the row's end.
    static void RaiseGroups(ReadOnlySpan<float> values, int size, KernelPath path, Span<float> maxima)
    {
        int done = 0;
        if (path != KernelPath.Scalar && size % Lanes == 0 && size <= MostVectors * Lanes)
        {
            int groups = values.Length / size;
            done = path == KernelPath.Avx512 && Avx512F.IsSupported ? RaiseSixteenGroups(values, size, maxima[..groups]) : 0;
            RaiseVectorGroups(values[(done * size)..(groups * size)], size / Lanes, maxima[done..groups]);
            done = groups;
        }
        for (int at = done * size; at < values.Length; at += size, done++)
        {
            float max = AbsMax.Of(values.Slice(at, Math.Min(size, values.Length - at)), path);
            maxima[done] = Larger(maxima[done], max);
        }
    }

    static void RaiseVectorGroups(ReadOnlySpan<float> values, int vectorsPerGroup, Span<float> maxima)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        var mask = Vector256.Create(Magnitude);
        var to = MemoryMarshal.Cast<float, uint>(maxima);
        nuint at = 0;
        for (int group = 0; group < to.Length; group++)
        {
            var max = Vector256.LoadUnsafe(ref value, at).AsUInt32() & mask;
            at += (nuint)Lanes;
            for (int i = 1; i < vectorsPerGroup; i++, at += (nuint)Lanes)
            {
                max = Vector256.Max(max, Vector256.LoadUnsafe(ref value, at).AsUInt32() & mask);
            }
            to[group] = Math.Max(to[group], Largest(max));
        }
    }

    static uint Largest(Vector256<uint> values)
    {
        var four = Vector128.Max(values.GetLower(), values.GetUpper());
        var two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2u, 3, 0, 1)));
        return Vector128.Max(two, Vector128.Shuffle(two, Vector128.Create(1u, 0, 3, 2))).ToScalar();
    }

    /// <summary>A row of values against a row of maxima.</summary>
    internal static void Raise(ReadOnlySpan<float> values, KernelPath path, Span<float> maxima)
    {
        var from = MemoryMarshal.Cast<float, uint>(values);
        var to = MemoryMarshal.Cast<float, uint>(maxima);
        int done = path == KernelPath.Scalar ? 0 : RaiseVectors(from, to);
        for (int i = done; i < from.Length; i++)
        {
            to[i] = Math.Max(to[i], from[i] & Magnitude);
        }
    }

    static int RaiseVectors(ReadOnlySpan<uint> values, Span<uint> maxima)
    {
        var from = MemoryMarshal.Cast<uint, Vector256<uint>>(values);
        var to = MemoryMarshal.Cast<uint, Vector256<uint>>(maxima);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = Vector256.Max(to[i], from[i] & Vector256.Create(Magnitude));
        }
        return from.Length * Lanes;
    }

    static float Larger(float left, float right) =>
        BitConverter.UInt32BitsToSingle(Math.Max(BitConverter.SingleToUInt32Bits(left), BitConverter.SingleToUInt32Bits(right)));
}
