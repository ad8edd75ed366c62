namespace LowBit.Numerics;

/// <summary>Which elements of a matrix are neighbours in memory.</summary>
public enum StorageOrder
{
    /// <summary>Those of a row.</summary>
    RowMajor,

    /// <summary>Those of a column.</summary>
    ColumnMajor,
}
