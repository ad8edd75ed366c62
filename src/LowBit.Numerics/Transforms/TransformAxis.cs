namespace LowBit.Numerics;

/// <summary>Along which axis of a row-major matrix blocks lie.</summary>
public enum TransformAxis
{
    /// <summary>A block is neighbouring columns of one row: the transform stands at the right of the matrix, X Hᵀ.</summary>
    Columns,

    /// <summary>A block is neighbouring rows of one column: the transform stands at the left of the matrix, H X.</summary>
    Rows,
}
