namespace LowBit.Numerics;

/// <summary>What transforms ask of their matrices.</summary>
static class MatrixShape
{
    /// <summary>A whole number of rows, and of blocks along the axis.</summary>
    internal static void Check(int length, int columnCount, TransformAxis axis, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        int rowCount = RowCount(length, columnCount);
        (string name, int count) = axis == TransformAxis.Columns ? ("columns", columnCount) : ("rows", rowCount);
        if (count % size != 0)
        {
            throw new ArgumentException(
                $"The matrix has {count} {name}; blocks of {size} need a multiple of {size}. Pad with zeros to {(count / size + 1) * (long)size}.");
        }
    }

    /// <summary>Rows of a matrix.</summary>
    internal static int RowCount(int length, int columnCount)
    {
        (int rowCount, int rest) = Math.DivRem(length, columnCount);
        return rest == 0 ? rowCount : throw new ArgumentException($"{length} values are no rows of {columnCount}.");
    }

    /// <summary>The same memory, or memory that does not overlap.</summary>
    internal static void CheckOverlap(ReadOnlySpan<float> values, Span<float> destination)
    {
        if (values.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException("The destination overlaps the values. Use the same memory or other memory.", nameof(destination));
        }
    }
}
