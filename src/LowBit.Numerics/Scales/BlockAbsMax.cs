using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The largest magnitude of each block of a grid, in one pass over the values; see <see cref="AbsMax"/>.</summary>
static class BlockAbsMax
{
    const uint Magnitude = 0x7FFF_FFFF;
    static readonly int Lanes = Vector256<uint>.Count;

    /// <param name="values">in: the matrix.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">out: [ScaleCount] max |x|; NaN if the block has a NaN, else ∞ if it has an infinity.</param>
    internal static void Of(ReadOnlySpan<float> values, ScaleGrid grid, KernelPath path, Span<float> destination)
    {
        destination = destination[..grid.ScaleCount];
        if (grid.BlockRows == 1)
        {
            OfRows(values, grid, path, destination);
            return;
        }
        destination.Clear();
        if (grid.BlockColumns == 1)
        {
            OfColumns(values, grid, path, destination);
            return;
        }
        foreach (var run in grid)
        {
            ref float max = ref destination[run.Scale];
            max = Larger(max, AbsMax.Of(values.Slice(run.Start, run.Length), path));
        }
    }

    // Whole groups of a multiple of eight first, then the short one at the row's end.
    static void OfRows(ReadOnlySpan<float> values, ScaleGrid grid, KernelPath path, Span<float> destination)
    {
        int size = grid.BlockColumns, done = 0;
        bool isVector = path != KernelPath.Scalar && size % Lanes == 0 && size <= 16 * Lanes;
        for (int row = 0; row < grid.Rows; row++)
        {
            var rest = values.Slice(row * grid.Columns, grid.Columns);
            if (isVector)
            {
                int groups = rest.Length / size;
                OfGroups(rest[..(groups * size)], size / Lanes, destination.Slice(done, groups));
                done += groups;
                rest = rest[(groups * size)..];
            }
            for (; rest.Length > 0; rest = rest[Math.Min(size, rest.Length)..])
            {
                destination[done++] = AbsMax.Of(rest[..Math.Min(size, rest.Length)], path);
            }
        }
    }

    static void OfGroups(ReadOnlySpan<float> values, int vectorsPerGroup, Span<float> destination)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        var mask = Vector256.Create(Magnitude);
        var target = MemoryMarshal.Cast<float, uint>(destination);
        nuint at = 0;
        for (int group = 0; group < target.Length; group++)
        {
            var max = Vector256.LoadUnsafe(ref value, at).AsUInt32() & mask;
            at += (nuint)Lanes;
            for (int i = 1; i < vectorsPerGroup; i++, at += (nuint)Lanes)
            {
                max = Vector256.Max(max, Vector256.LoadUnsafe(ref value, at).AsUInt32() & mask);
            }
            target[group] = Largest(max);
        }
    }

    static uint Largest(Vector256<uint> values)
    {
        var four = Vector128.Max(values.GetLower(), values.GetUpper());
        var two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2u, 3, 0, 1)));
        return Vector128.Max(two, Vector128.Shuffle(two, Vector128.Create(1u, 0, 3, 2))).ToScalar();
    }

    // A row of values against a row of maxima.
    static void OfColumns(ReadOnlySpan<float> values, ScaleGrid grid, KernelPath path, Span<float> destination)
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            int scale = row / grid.BlockRows * grid.Columns;
            var from = MemoryMarshal.Cast<float, uint>(values.Slice(row * grid.Columns, grid.Columns));
            var to = MemoryMarshal.Cast<float, uint>(destination.Slice(scale, grid.Columns));
            int done = path == KernelPath.Scalar ? 0 : RaiseVectors(from, to);
            for (int i = done; i < from.Length; i++)
            {
                to[i] = Math.Max(to[i], from[i] & Magnitude);
            }
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
