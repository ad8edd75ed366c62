namespace LowBit.Boosting;

/// <summary>The rows of one leaf, side by side in the partition's order, with what the histograms add for them.</summary>
unsafe readonly struct RowSegment
{
    /// <summary>[Count] row indices.</summary>
    public int* Rows { get; init; }

    /// <summary>[Count] packed gradients that travel with the rows; null in the reference mode.</summary>
    public short* Packed { get; init; }

    /// <summary>By row index: 32-bit fixed point of the reference mode; null otherwise.</summary>
    public FixedPointPair* Gradients { get; init; }

    public int Count { get; init; }

    /// <summary>The rows are neighbours, ascending: each index is one more than that before.</summary>
    public bool AreNeighbours { get; init; }

    /// <summary>Some of the rows.</summary>
    /// <param name="begin">The first.</param>
    /// <param name="end">Behind the last.</param>
    public RowSegment Slice(int begin, int end) => new()
    {
        Rows = Rows + begin,
        Packed = Packed is null ? null : Packed + begin,
        Gradients = Gradients,
        Count = end - begin,
        AreNeighbours = AreNeighbours,
    };
}
