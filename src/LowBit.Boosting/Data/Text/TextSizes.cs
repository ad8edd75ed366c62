namespace LowBit.Boosting;

/// <summary>How a text file is cut for reading. Changes no result; tests make the pieces tiny.</summary>
sealed record TextSizes
{
    internal static readonly TextSizes Default = new();

    /// <summary>Bytes between two entries of the row index: a seek scans at most so many.</summary>
    public int BlockBytes { get; init; } = 1 << 14;

    /// <summary>Blocks that one task of the index pass reads.</summary>
    public int TaskBlocks { get; init; } = 64;

    /// <summary>Bytes that a cursor splits into fields before they are parsed.</summary>
    public int BufferBytes { get; init; } = 1 << 16;

    /// <summary>Bytes of a file from which numbers are parsed by vectors: below, that saves less time than it takes to compile.</summary>
    public int VectorBytes { get; init; } = 1 << 22;

    /// <summary>Longest row: beyond it a quote was surely opened by mistake.</summary>
    public int MaxRowBytes { get; init; } = 1 << 28;

    /// <summary>Rows that one task of the pass over texts reads.</summary>
    public int TaskRows { get; init; } = 1 << 13;

    /// <summary>Most rows of a table.</summary>
    public long MaxRows { get; init; } = int.MaxValue;
}
