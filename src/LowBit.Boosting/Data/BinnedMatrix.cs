namespace LowBit.Boosting;

/// <summary>
/// The bins of all rows, twice: by column, for partitions that look at one feature, and by row in tiles of features, for
/// histograms that look at all. A tile's packed histogram words stay in the first-level cache.
/// </summary>
sealed unsafe class BinnedMatrix
{
    /// <summary>Features a tile holds at most: 32 × 256 packed words of 4 bytes are 32 KiB.</summary>
    public const int TileFeatures = 32;

    readonly NativeBuffer<byte>[] _columns;

    /// <param name="columns">Bins of each used feature [rows].</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="team">Threads that transpose.</param>
    public BinnedMatrix(NativeBuffer<byte>[] columns, int rowCount, WorkerTeam team)
    {
        (_columns, RowCount) = (columns, rowCount);
        Tiles = MakeTiles(columns.Length, rowCount);
        foreach (var tile in Tiles)
        {
            team.ForRanges(rowCount, 1024, (begin, end) => Transpose(tile, begin, end));
        }
    }

    public int RowCount { get; }

    public int FeatureCount => _columns.Length;

    public FeatureTile[] Tiles { get; }

    /// <summary>Bins of a feature [RowCount], 64 readable bytes behind the last.</summary>
    public byte* Column(int feature) => _columns[feature].Start;

    static FeatureTile[] MakeTiles(int featureCount, int rowCount)
    {
        int tileCount = (featureCount + TileFeatures - 1) / TileFeatures;
        var tiles = new FeatureTile[tileCount];
        for (int tile = 0, first = 0; tile < tileCount; tile++)
        {
            int end = (int)((long)featureCount * (tile + 1) / tileCount);
            tiles[tile] = new FeatureTile(first, end - first, rowCount);
            first = end;
        }
        return tiles;
    }

    void Transpose(FeatureTile tile, int begin, int end)
    {
        for (int i = 0; i < tile.FeatureCount; i++)
        {
            byte* column = Column(tile.FirstFeature + i);
            byte* target = tile.Row(begin) + i;
            for (int row = begin; row < end; row++, target += tile.Stride)
            {
                *target = column[row];
            }
        }
    }
}

/// <summary>Neighbouring features, their bins stored row by row.</summary>
sealed unsafe class FeatureTile
{
    readonly NativeBuffer<byte> _bins;

    public FeatureTile(int firstFeature, int featureCount, int rowCount)
    {
        (FirstFeature, FeatureCount) = (firstFeature, featureCount);
        Stride = StrideFor(featureCount);
        _bins = new((long)rowCount * Stride, clear: true);
    }

    public int FirstFeature { get; }

    public int FeatureCount { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    public byte* Row(long row) => _bins.Start + row * Stride;

    /// <summary>A power of two keeps a row inside one cache line; it is worth at most a third more memory.</summary>
    static int StrideFor(int featureCount)
    {
        int power = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)featureCount);
        return power * 3 <= featureCount * 4 ? power : featureCount;
    }
}
