namespace LowBit.Boosting;

/// <summary>
/// The bins of all rows. A feature has a column of bytes of its own, shares one with others that exclude it, has a column
/// of two-byte words where it has more than 256 bins, or is kept sparse. Bytes and words are stored twice: by column, for
/// partitions that look at one feature, and by row in tiles, for histograms that look at all; columns of few values a
/// third time, several in a byte. Which way a feature is
/// stored changes no bit of a model.
/// </summary>
sealed unsafe class BinnedMatrix
{
    readonly StoredColumns _stored;
    readonly int[] _binCounts;
    readonly int[] _firstCells;
    readonly FeatureBytes[] _bytesOf;

    /// <param name="columns">[features] bins of each used feature.</param>
    /// <param name="binCounts">[features] how many bins each has.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that lay out.</param>
    public BinnedMatrix(BinColumn[] columns, int[] binCounts, int rowCount, WorkerTeam team)
        : this(new StoragePlan(columns, binCounts, rowCount, team).Columns, binCounts, rowCount, team)
    {
    }

    /// <param name="stored">The columns.</param>
    /// <param name="binCounts">[features] how many bins each has.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that lay out.</param>
    public BinnedMatrix(StoredColumns stored, int[] binCounts, int rowCount, WorkerTeam team)
    {
        (_stored, RowCount, _binCounts) = (stored, rowCount, binCounts);
        int[] valueCounts = [.. Enumerable.Range(0, stored.Bytes.Length).Select(ValueCount)];
        SingleTiles = ByteTiles.Single(stored.Bytes, valueCounts, rowCount, team);
        JointTiles = ByteTiles.Joint(stored.Bytes, valueCounts, rowCount, team);
        WordTiles = stored.Words.Length == 0 ? [] : [new(stored.Words, stored.Bytes.Length, rowCount, team)];
        _bytesOf = FindBytes();
        _firstCells = FirstCells();
        SparseCells = stored.Sparse.Length == 0 ? null
            : new(stored.Sparse, _firstCells.AsSpan(stored.Words.Length, stored.Sparse.Length), rowCount);
    }

    public int RowCount { get; }

    public int FeatureCount => _binCounts.Length;

    /// <summary>Stored columns: bytes first, then words, then sparse ones.</summary>
    public int ColumnCount => FeaturesOf.Length;

    public int ByteColumnCount => _stored.Bytes.Length;

    int WordColumnCount => _stored.Words.Length;

    /// <summary>What is stored, for a file.</summary>
    public StoredColumns Stored => _stored;

    /// <summary>[features] where each feature's bins stand.</summary>
    public FeaturePlace[] Places => _stored.Places;

    /// <summary>[columns] the features of each column.</summary>
    public int[][] FeaturesOf => _stored.FeaturesOf;

    /// <summary>The byte columns by row.</summary>
    public ByteTiles SingleTiles { get; }

    /// <summary>The byte columns by row, those of few values together; null where that saves too little.</summary>
    public ByteTiles? JointTiles { get; }

    public FeatureTile<ushort>[] WordTiles { get; }

    /// <summary>The sparse columns by row, or null where there are none.</summary>
    public SparseCells? SparseCells { get; }

    /// <summary>Bins of all word and sparse columns, default bins of sparse ones left out.</summary>
    public int CellCount => _firstCells[^1];

    /// <summary>First cell of a word or sparse column.</summary>
    public int FirstCell(int column) => _firstCells[column - ByteColumnCount];

    public bool IsByte(int column) => column < ByteColumnCount;

    public bool IsWord(int column) => column >= ByteColumnCount && column < ByteColumnCount + WordColumnCount;

    /// <summary>A byte column [RowCount], 64 readable bytes behind the last.</summary>
    public byte* Bytes(int column) => _stored.Bytes[column].Start;

    /// <summary>A word column [RowCount].</summary>
    public ushort* Words(int column) => _stored.Words[column - ByteColumnCount].Start;

    public SparseColumn Sparse(int column) => _stored.Sparse[column - ByteColumnCount - WordColumnCount];

    /// <summary>A feature's column where it is sparse, else null.</summary>
    public SparseColumn? SparseOf(int feature) =>
        IsByte(Places[feature].Column) || IsWord(Places[feature].Column) ? null : Sparse(Places[feature].Column);

    /// <summary>The bin of a feature in a row; the bytes of a row stand together.</summary>
    public int BinOf(int feature, int row)
    {
        ref readonly var bytes = ref _bytesOf[feature];
        if (bytes.First != null)
        {
            return bytes.Place.BinOf(bytes.First[(nint)row * bytes.Stride], bytes.BinCount);
        }
        int column = Places[feature].Column;
        return IsWord(column) ? Words(column)[row] : Sparse(column)[row];
    }

    public int BinCount(int feature) => _binCounts[feature];

    /// <summary>Values that a byte column takes: 0 … ValueCount − 1.</summary>
    public int ValueCount(int column) => _stored.ValueCount(column, _binCounts);

    int[] FirstCells()
    {
        var first = new int[WordColumnCount + _stored.Sparse.Length + 1];
        for (int i = 0; i + 1 < first.Length; i++)
        {
            int feature = FeaturesOf[ByteColumnCount + i][0];
            first[i + 1] = checked(first[i] + _binCounts[feature] - (Places[feature].OmitsDefault ? 1 : 0));
        }
        return first;
    }

    FeatureBytes[] FindBytes()
    {
        var features = new FeatureBytes[FeatureCount];
        int column = 0;
        foreach (var tile in SingleTiles.Tiles)
        {
            for (int i = 0; i < tile.ColumnCount; i++, column++)
            {
                foreach (int feature in FeaturesOf[column])
                {
                    features[feature] = new(tile.Row(0) + i, tile.Stride, _binCounts[feature], Places[feature]);
                }
            }
        }
        return features;
    }

    /// <summary>Where the bytes of a feature stand in their tile.</summary>
    /// <param name="first">The first row's; null: it has none.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="binCount">Bins of the feature.</param>
    /// <param name="place">What a byte means.</param>
    readonly struct FeatureBytes(byte* first, int stride, int binCount, FeaturePlace place)
    {
        public readonly byte* First = first;
        public readonly int Stride = stride, BinCount = binCount;
        public readonly FeaturePlace Place = place;
    }
}
