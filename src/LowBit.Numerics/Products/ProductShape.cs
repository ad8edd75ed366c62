using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>What fits together.</summary>
static class ProductShape
{
    /// <summary>The part of the destination that left · rightᵀ fills.</summary>
    internal static Span<TSum> Check<T, TSum>(MatrixView<T> left, MatrixView<T> right, Span<TSum> destination)
        where T : unmanaged
        where TSum : unmanaged
    {
        if (left.Columns != right.Columns)
        {
            throw new ArgumentException(
                $"left has {left.Columns} columns and right {right.Columns}; the terms of a sum are the columns of both.", nameof(right));
        }
        long count = (long)left.Rows * right.Rows;
        if (destination.Length < count)
        {
            throw new ArgumentException(
                $"destination has {destination.Length} elements; {left.Rows} × {right.Rows} are {count}.", nameof(destination));
        }
        destination = destination[..(int)count];
        var bytes = MemoryMarshal.AsBytes(destination);
        if (bytes.Overlaps(MemoryMarshal.AsBytes(left.Values)) || bytes.Overlaps(MemoryMarshal.AsBytes(right.Values)))
        {
            throw new ArgumentException("destination overlaps an operand. Use other memory.", nameof(destination));
        }
        return destination;
    }
}
