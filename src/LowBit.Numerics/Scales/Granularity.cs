namespace LowBit.Numerics;

/// <summary>
/// Which elements of a matrix share a scale; the name of each kind says what does. A tensor of more axes is the matrix of
/// its last axis. Blocks at an edge are shorter; nothing is padded, so nothing foreign enters a statistic.
/// </summary>
/// <remarks>Immutable; safe for use from many threads. The six kinds of this library are all there are.</remarks>
public abstract record Granularity
{
    private protected Granularity()
    {
    }

    /// <summary>The blocks of a matrix.</summary>
    /// <param name="rows">Rows, ≥ 0.</param>
    /// <param name="columns">Columns, ≥ 0; at most 2³¹ − 1 elements in all.</param>
    public ScaleGrid On(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)rows * columns, int.MaxValue, nameof(columns));
        return Cut(rows, columns);
    }

    private protected abstract ScaleGrid Cut(int rows, int columns);

    private protected static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}

/// <summary>One scale for all.</summary>
public sealed record PerTensor : Granularity
{
    private protected override ScaleGrid Cut(int rows, int columns) => new(1, rows * columns, 1, rows * columns);
}

/// <summary>One scale a row: a token, an output channel.</summary>
public sealed record PerRow : Granularity
{
    private protected override ScaleGrid Cut(int rows, int columns) => new(rows, columns, 1, columns);
}

/// <summary>One scale a column.</summary>
public sealed record PerColumn : Granularity
{
    private protected override ScaleGrid Cut(int rows, int columns) => new(rows, columns, rows, 1);
}

/// <summary>One scale for each <paramref name="Size"/> neighbours of a row; the last group of a row may be shorter.</summary>
/// <param name="Size">Elements of a group, ≥ 1.</param>
public sealed record PerGroup(int Size) : Granularity
{
    /// <summary>Elements of a group, ≥ 1.</summary>
    public int Size { get; init; } = Positive(Size, nameof(Size));

    private protected override ScaleGrid Cut(int rows, int columns) => new(rows, columns, 1, Positive(Size, nameof(Size)));
}

/// <summary>One scale for each tile; tiles at the right and lower edge may be smaller.</summary>
/// <param name="Height">Rows of a tile, ≥ 1.</param>
/// <param name="Width">Columns of a tile, ≥ 1.</param>
public sealed record PerTile(int Height, int Width) : Granularity
{
    /// <summary>Rows of a tile, ≥ 1.</summary>
    public int Height { get; init; } = Positive(Height, nameof(Height));

    /// <summary>Columns of a tile, ≥ 1.</summary>
    public int Width { get; init; } = Positive(Width, nameof(Width));

    private protected override ScaleGrid Cut(int rows, int columns) =>
        new(rows, columns, Positive(Height, nameof(Height)), Positive(Width, nameof(Width)));
}

/// <summary>
/// One scale for each <paramref name="Size"/> elements in row-major order, across the ends of rows; the last group may be
/// shorter.
/// </summary>
/// <param name="Size">Elements of a group, ≥ 1.</param>
public sealed record Flat(int Size) : Granularity
{
    /// <summary>Elements of a group, ≥ 1.</summary>
    public int Size { get; init; } = Positive(Size, nameof(Size));

    private protected override ScaleGrid Cut(int rows, int columns) => new(1, rows * columns, 1, Positive(Size, nameof(Size)));
}
