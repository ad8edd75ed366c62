using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Takes the elements of the largest magnitudes out of blocks, so that what is left has a finer scale.</summary>
/// <remarks>
/// Magnitudes are compared as integers: 0 &lt; finite &lt; ∞ &lt; NaN, so a NaN or an infinity is taken out first. Equal ones go
/// by the lower index. Values are moved bit by bit: <see cref="Merge"/> after <see cref="Split"/> gives the same bits back.
/// The same on every path. Allocates nothing; safe to call from many threads.
/// </remarks>
public static class OutlierSplit
{
    const int Magnitude = 0x7FFF_FFFF;
    const int TopBit = 1 << 30;

    /// <summary>Moves the outliers of every block out; +0 stays in their places.</summary>
    /// <param name="values">[blocks × blockSize], finite or not.</param>
    /// <param name="blockSize">Elements of a block, 1 or more: a row, say.</param>
    /// <param name="count">Outliers of a block, 0 … blockSize.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="rest">out: [blocks × blockSize] or longer; the same memory as values, or memory that does not overlap it.</param>
    /// <param name="indices">out: [blocks × count] or longer; places in the block, ascending.</param>
    /// <param name="outliers">out: [blocks × count] or longer; the values that stood there.</param>
    public static void Split(
        ReadOnlySpan<float> values, int blockSize, int count, KernelPath path,
        Span<float> rest, Span<int> indices, Span<float> outliers)
    {
        int blockCount = BlockCount(values.Length, blockSize, count);
        rest = rest[..values.Length];
        MatrixShape.CheckOverlap(values, rest);
        indices = indices[..(blockCount * count)];
        outliers = outliers[..(blockCount * count)];
        values.CopyTo(rest);
        for (int block = 0; count > 0 && block < blockCount; block++)
        {
            SplitBlock(
                rest.Slice(block * blockSize, blockSize), count, path,
                indices.Slice(block * count, count), outliers.Slice(block * count, count));
        }
    }

    /// <summary>Puts outliers back: undoes <see cref="Split"/> exactly.</summary>
    /// <param name="rest">[blocks × blockSize]</param>
    /// <param name="blockSize">Elements of a block, 1 or more.</param>
    /// <param name="indices">[blocks × count] places in the block.</param>
    /// <param name="outliers">[blocks × count] their values.</param>
    /// <param name="count">Outliers of a block, 0 … blockSize.</param>
    /// <param name="destination">out: [blocks × blockSize] or longer; the same memory as rest, or memory that does not overlap it.</param>
    public static void Merge(
        ReadOnlySpan<float> rest, int blockSize, ReadOnlySpan<int> indices, ReadOnlySpan<float> outliers, int count,
        Span<float> destination)
    {
        int blockCount = BlockCount(rest.Length, blockSize, count);
        destination = destination[..rest.Length];
        MatrixShape.CheckOverlap(rest, destination);
        rest.CopyTo(destination);
        for (int block = 0; block < blockCount; block++)
        {
            var to = destination.Slice(block * blockSize, blockSize);
            for (int i = block * count; i < (block + 1) * count; i++)
            {
                to[indices[i]] = outliers[i];
            }
        }
    }

    static int BlockCount(int length, int blockSize, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, blockSize);
        return MatrixShape.RowCount(length, blockSize);
    }

    static void SplitBlock(Span<float> block, int count, KernelPath path, Span<int> indices, Span<float> outliers)
    {
        var bits = MemoryMarshal.Cast<float, int>(block);
        int threshold = Threshold(bits, count, path);
        int ties = count - CountFrom(bits, threshold + 1, path); // of the elements at the threshold, so many go
        int taken = 0;
        for (int i = 0; taken < count; i++)
        {
            int magnitude = bits[i] & Magnitude;
            if (magnitude < threshold || (magnitude == threshold && ties-- <= 0))
            {
                continue;
            }
            (indices[taken], outliers[taken]) = (i, block[i]);
            block[i] = 0;
            taken++;
        }
    }

    // The largest magnitude that count elements reach, bit by bit from the top.
    static int Threshold(ReadOnlySpan<int> bits, int count, KernelPath path)
    {
        int threshold = 0;
        for (int bit = TopBit; bit > 0; bit >>= 1)
        {
            if (CountFrom(bits, threshold | bit, path) >= count)
            {
                threshold |= bit;
            }
        }
        return threshold;
    }

    // Elements whose magnitude is at least so large. A threshold past the largest NaN turns negative: no element reaches it.
    static int CountFrom(ReadOnlySpan<int> bits, int least, KernelPath path)
    {
        if (least < 0)
        {
            return 0;
        }
        int i = 0, found = 0;
        if (path != KernelPath.Scalar)
        {
            var vectors = MemoryMarshal.Cast<int, Vector256<int>>(bits);
            var counts = Vector256<int>.Zero;
            var mask = Vector256.Create(Magnitude);
            var bound = Vector256.Create(least);
            foreach (var vector in vectors)
            {
                counts -= Vector256.GreaterThanOrEqual(vector & mask, bound); // true is −1
            }
            found = Vector256.Sum(counts);
            i = vectors.Length * Vector256<int>.Count;
        }
        for (; i < bits.Length; i++)
        {
            found += (bits[i] & Magnitude) >= least ? 1 : 0;
        }
        return found;
    }
}
