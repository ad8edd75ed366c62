namespace LowBit.Boosting;

/// <summary>
/// The bins of all rows. A feature has a column of bytes of its own, shares one with others that exclude it, has a column
/// of two-byte words where it has more than 256 bins, or is kept sparse. Bytes and words are stored twice: by column, for
/// partitions that look at one feature, and by row in tiles, for histograms that look at all. Which way a feature is
/// stored changes no bit of a model.
/// </summary>
sealed unsafe class BinnedMatrix
{
    /// <summary>Columns a tile holds at most: 32 × 256 packed words of 4 bytes are 32 KiB.</summary>
    public const int TileColumns = 32;

    readonly NativeBuffer<byte>[] _bytes;
    readonly NativeBuffer<ushort>[] _words;
    readonly SparseColumn[] _sparse;
    readonly int[] _binCounts;
    readonly int[] _firstCells;

    /// <param name="columns">[features] bins of each used feature.</param>
    /// <param name="binCounts">[features] how many bins each has.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that lay out.</param>
    public BinnedMatrix(BinColumn[] columns, int[] binCounts, int rowCount, WorkerTeam team)
    {
        (RowCount, _binCounts) = (rowCount, binCounts);
        var plan = new StoragePlan(columns, binCounts, rowCount, team);
        (_bytes, _words, _sparse) = (plan.Bytes, plan.Words, plan.Sparse);
        (Places, FeaturesOf) = (plan.Places, plan.FeaturesOf);
        Tiles = Tile(_bytes, 0, team);
        WordTiles = Tile(_words, _bytes.Length, team);
        _firstCells = FirstCells();
        SparseCells = _sparse.Length == 0 ? null
            : new(_sparse, _firstCells.AsSpan(_words.Length, _sparse.Length), rowCount);
    }

    public int RowCount { get; }

    public int FeatureCount => _binCounts.Length;

    /// <summary>Stored columns: bytes first, then words, then sparse ones.</summary>
    public int ColumnCount => FeaturesOf.Length;

    public int ByteColumnCount => _bytes.Length;

    /// <summary>[features] where each feature's bins stand.</summary>
    public FeaturePlace[] Places { get; }

    /// <summary>[columns] the features of each column.</summary>
    public int[][] FeaturesOf { get; }

    public FeatureTile<byte>[] Tiles { get; }

    public FeatureTile<ushort>[] WordTiles { get; }

    /// <summary>The sparse columns by row, or null where there are none.</summary>
    public SparseCells? SparseCells { get; }

    /// <summary>Bins of all word and sparse columns, default bins of sparse ones left out.</summary>
    public int CellCount => _firstCells[^1];

    /// <summary>First cell of a word or sparse column.</summary>
    public int FirstCell(int column) => _firstCells[column - _bytes.Length];

    public bool IsByte(int column) => column < _bytes.Length;

    public bool IsWord(int column) => column >= _bytes.Length && column < _bytes.Length + _words.Length;

    /// <summary>A byte column [RowCount], 64 readable bytes behind the last.</summary>
    public byte* Bytes(int column) => _bytes[column].Start;

    /// <summary>A word column [RowCount].</summary>
    public ushort* Words(int column) => _words[column - _bytes.Length].Start;

    public SparseColumn Sparse(int column) => _sparse[column - _bytes.Length - _words.Length];

    /// <summary>A feature's column where it is sparse, else null.</summary>
    public SparseColumn? SparseOf(int feature) =>
        IsByte(Places[feature].Column) || IsWord(Places[feature].Column) ? null : Sparse(Places[feature].Column);

    /// <summary>The bin of a feature in a row.</summary>
    public int BinOf(int feature, int row)
    {
        var place = Places[feature];
        return IsByte(place.Column) ? place.BinOf(_bytes[place.Column][row], _binCounts[feature])
            : IsWord(place.Column) ? Words(place.Column)[row]
            : Sparse(place.Column)[row];
    }

    public int BinCount(int feature) => _binCounts[feature];

    /// <summary>Values that a byte column takes: 0 … ValueCount − 1.</summary>
    public int ValueCount(int column)
    {
        int last = FeaturesOf[column][^1];
        return Places[last].OmitsDefault ? Places[last].Offset + _binCounts[last] - 1 : _binCounts[last];
    }

    int[] FirstCells()
    {
        var first = new int[_words.Length + _sparse.Length + 1];
        for (int i = 0; i + 1 < first.Length; i++)
        {
            int feature = FeaturesOf[_bytes.Length + i][0];
            first[i + 1] = checked(first[i] + _binCounts[feature] - (Places[feature].OmitsDefault ? 1 : 0));
        }
        return first;
    }

    FeatureTile<T>[] Tile<T>(NativeBuffer<T>[] columns, int firstColumn, WorkerTeam team) where T : unmanaged
    {
        int tileCount = (columns.Length + TileColumns - 1) / TileColumns;
        var tiles = new FeatureTile<T>[tileCount];
        for (int tile = 0, first = 0; tile < tileCount; tile++)
        {
            int end = (int)((long)columns.Length * (tile + 1) / tileCount);
            tiles[tile] = new(columns.AsSpan(first, end - first), firstColumn + first, RowCount, team);
            first = end;
        }
        return tiles;
    }
}
