using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// <see cref="WalshHadamard"/> with random signs d at its input: y = H (d · x), undone by x = d · (Hᵀ y). Without signs the
/// constant part of a block would all land on one element; signs at the output would change no magnitude.
/// </summary>
/// <remarks>
/// Element i along the axis is negated where the top bit of the random word of index firstIndex + i is set, the same for
/// all rows (or columns): two factors of a product keep it, X D Hᵀ (W D Hᵀ)ᵀ = X Wᵀ. Changing signs is exact; error bound,
/// special values and determinism are those of <see cref="WalshHadamard"/>. Allocates at construction only; safe to call
/// from many threads.
/// </remarks>
public sealed class RandomizedHadamard
{
    const uint SignBit = 1u << 31;
    const int NearLength = 1 << 13; // 32 KB: rows that are still near when they are transformed

    readonly uint[] _signs;

    /// <param name="length">Elements along the axis, a multiple of the size.</param>
    /// <param name="size">Elements of a block: <see cref="WalshHadamard.IsSize"/>.</param>
    /// <param name="random">The signs' words.</param>
    /// <param name="firstIndex">Global index of the first element: its word.</param>
    /// <param name="path">How to compute the transforms.</param>
    public RandomizedHadamard(int length, int size, RandomStream random, ulong firstIndex, KernelPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        MatrixShape.Check(length, length, TransformAxis.Columns, HadamardSize.Of(size).Size);
        (Size, Path) = (size, path);
        _signs = new uint[length];
        random.Fill(firstIndex, _signs, path);
        foreach (ref uint sign in _signs.AsSpan())
        {
            sign &= SignBit;
        }
    }

    /// <summary>Elements of a block.</summary>
    public int Size { get; }

    /// <summary>Elements along the axis.</summary>
    public int Length => _signs.Length;

    /// <summary>How transforms are computed.</summary>
    public KernelPath Path { get; }

    /// <summary>Whether an element is negated.</summary>
    public bool IsNegative(int index) => _signs[index] != 0;

    /// <summary>y = H (d · x) for every block x.</summary>
    /// <param name="values">[rows × columns], row-major, <see cref="Length"/> along the axis.</param>
    /// <param name="columnCount">Columns, 1 or more.</param>
    /// <param name="axis">Where blocks lie.</param>
    /// <param name="destination">out: [rows × columns] or longer; the same memory as values, or memory that does not overlap it.</param>
    public void Apply(ReadOnlySpan<float> values, int columnCount, TransformAxis axis, Span<float> destination)
    {
        destination = Checked(values, columnCount, axis, destination);
        int batch = Batch(values.Length, columnCount, axis);
        for (int at = 0, length; at < values.Length; at += length)
        {
            length = Math.Min(batch, values.Length - at);
            var part = destination.Slice(at, length);
            Flip(values.Slice(at, length), columnCount, axis, part);
            WalshHadamard.Apply(part, columnCount, axis, Size, Path, part);
        }
    }

    /// <summary>x = d · (Hᵀ y) for every block y: undoes <see cref="Apply"/> up to rounding.</summary>
    /// <inheritdoc cref="Apply"/>
    public void ApplyInverse(ReadOnlySpan<float> values, int columnCount, TransformAxis axis, Span<float> destination)
    {
        destination = Checked(values, columnCount, axis, destination);
        int batch = Batch(values.Length, columnCount, axis);
        for (int at = 0, length; at < values.Length; at += length)
        {
            length = Math.Min(batch, values.Length - at);
            var part = destination.Slice(at, length);
            WalshHadamard.ApplyInverse(values.Slice(at, length), columnCount, axis, Size, Path, part);
            Flip(part, columnCount, axis, part);
        }
    }

    // Signs of rows depend on the row, so rows are not cut.
    static int Batch(int length, int columnCount, TransformAxis axis) =>
        axis == TransformAxis.Rows ? length : columnCount * Math.Max(1, NearLength / columnCount);

    Span<float> Checked(ReadOnlySpan<float> values, int columnCount, TransformAxis axis, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        int rowCount = MatrixShape.RowCount(values.Length, columnCount);
        int count = axis == TransformAxis.Columns ? columnCount : rowCount;
        if (count != Length)
        {
            throw new ArgumentException($"The matrix has {count} elements along the axis; these signs are for {Length}.", nameof(values));
        }
        destination = destination[..values.Length];
        MatrixShape.CheckOverlap(values, destination);
        return destination;
    }

    void Flip(ReadOnlySpan<float> values, int columnCount, TransformAxis axis, Span<float> destination)
    {
        var from = MemoryMarshal.Cast<float, uint>(values);
        var to = MemoryMarshal.Cast<float, uint>(destination);
        for (int row = 0; row * columnCount < from.Length; row++)
        {
            var source = from.Slice(row * columnCount, columnCount);
            var target = to.Slice(row * columnCount, columnCount);
            if (axis == TransformAxis.Columns)
            {
                Flip(source, _signs, target);
            }
            else
            {
                Flip(source, _signs[row], target);
            }
        }
    }

    void Flip(ReadOnlySpan<uint> source, ReadOnlySpan<uint> signs, Span<uint> target)
    {
        int i = 0;
        if (Path != KernelPath.Scalar)
        {
            for (; i <= source.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                (Vector256.Create(source[i..]) ^ Vector256.Create(signs[i..])).CopyTo(target[i..]);
            }
        }
        for (; i < source.Length; i++)
        {
            target[i] = source[i] ^ signs[i];
        }
    }

    void Flip(ReadOnlySpan<uint> source, uint sign, Span<uint> target)
    {
        int i = 0;
        if (Path != KernelPath.Scalar)
        {
            for (; i <= source.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                (Vector256.Create(source[i..]) ^ Vector256.Create(sign)).CopyTo(target[i..]);
            }
        }
        for (; i < source.Length; i++)
        {
            target[i] = source[i] ^ sign;
        }
    }
}
