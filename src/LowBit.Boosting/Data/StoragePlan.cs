using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Decides how each feature is stored. Features that have most rows in one bin are bundled where they exclude each other;
/// what is nearly empty even then stays sparse, the rest becomes columns of bytes or words.
/// </summary>
sealed class StoragePlan
{
    /// <summary>Rows looked at before all are counted.</summary>
    const int GlanceRows = 2_048;

    /// <summary>Rows outside the default bin, of all rows, up to which a feature may be bundled.</summary>
    const double MostForBundle = 0.25;

    /// <summary>
    /// Rows outside default bins, of all rows, below which a column may stay sparse: an entry costs its row, its bin and its
    /// cell, 10 bytes, a dense value 2, and an indirect add about as much more time.
    /// </summary>
    const double LeastForDense = 0.2;

    /// <summary>
    /// What sparse columns cost a row however few entries it has, and what an entry costs, in adds to dense columns. Chosen by
    /// timing tables whose columns could be stored either way.
    /// </summary>
    const double SparseRowCost = 5, SparseEntryCost = 4;

    static readonly double LogOfByte = Elementary.Log(256);

    readonly int[] _binCounts;
    readonly int _rowCount;
    readonly FeaturePlace[] _places;
    readonly List<NativeBuffer<byte>> _bytes = [];
    readonly List<NativeBuffer<ushort>> _words = [];
    readonly List<SparseColumn> _sparse = [];
    readonly List<int[]> _byteFeatures = [], _wordFeatures = [], _sparseFeatures = [];

    public StoragePlan(BinColumn[] columns, int[] binCounts, int rowCount, WorkerTeam team)
    {
        (_binCounts, _rowCount) = (binCounts, rowCount);
        var sparse = new SparseColumn?[columns.Length];
        team.ForRanges(columns.Length, 1, (feature, _) => sparse[feature] = columns[feature] switch
        {
            SparseColumn column => column,
            ByteColumn column => AsSparse(column.Bins),
            _ => null,
        });
        _places = new FeaturePlace[columns.Length];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            if (sparse[feature] is null)
            {
                StoreAlone(feature, columns[feature]);
            }
        }
        StoreSparse(sparse);
        Number();
    }

    public StoredColumns Columns => new([.. _bytes], [.. _words], [.. _sparse], FeaturesOf, _places);

    int[][] FeaturesOf => [.. _byteFeatures, .. _wordFeatures, .. _sparseFeatures];

    void StoreAlone(int feature, BinColumn column)
    {
        if (column is WordColumn words)
        {
            _words.Add(words.Bins);
            _wordFeatures.Add([feature]);
        }
        else
        {
            _bytes.Add(((ByteColumn)column).Bins);
            _byteFeatures.Add([feature]);
        }
        _places[feature] = new(0, 0, -1);
    }

    void StoreSparse(SparseColumn?[] columns)
    {
        int[] small = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i] is not null && _binCounts[i] <= 256)];
        var bundles = FeatureBundler.Of(
            Array.ConvertAll(small, i => columns[i]!), Array.ConvertAll(small, i => _binCounts[i]), _rowCount);
        int[][] groups =
        [
            .. bundles.Select(bundle => (int[])[.. bundle.Select(i => small[i]).Order()]),
            .. Enumerable.Range(0, columns.Length).Where(i => columns[i] is not null && _binCounts[i] > 256).Select(i => (int[])[i]),
        ];
        double[] shares = Array.ConvertAll(groups, group => group.Sum(feature => (double)columns[feature]!.Count) / _rowCount);
        int[] low = [.. Enumerable.Range(0, groups.Length).Where(i => shares[i] < LeastForDense)];
        bool keepsSparse = low.Sum(i => DenseCost(groups[i])) > SparseRowCost + SparseEntryCost * low.Sum(i => shares[i]);
        for (int i = 0; i < groups.Length; i++)
        {
            if (keepsSparse && shares[i] < LeastForDense)
            {
                Array.ForEach(groups[i], feature => KeepSparse(feature, columns[feature]!));
            }
            else
            {
                StoreDense(groups[i], columns);
            }
        }
    }

    /// <summary>Adds a row: columns of few values share one.</summary>
    double DenseCost(int[] features) => Math.Min(1, Elementary.Log(1 + features.Sum(feature => _binCounts[feature] - 1)) / LogOfByte);

    void StoreDense(int[] features, SparseColumn?[] columns)
    {
        if (features is [int only])
        {
            StoreAlone(only, columns[only]!.Spread(_binCounts[only], _rowCount));
            return;
        }
        var bytes = new NativeBuffer<byte>(_rowCount, clear: true);
        int offset = 1; // 0: every feature in its default bin
        foreach (int feature in features)
        {
            var column = columns[feature]!;
            var place = _places[feature] = new(0, offset, column.DefaultBin);
            for (int i = 0; i < column.Count; i++)
            {
                bytes[column.Rows[i]] = (byte)place.ValueOf(column.Bins[i]);
            }
            offset += _binCounts[feature] - 1;
        }
        _bytes.Add(bytes);
        _byteFeatures.Add(features);
    }

    void KeepSparse(int feature, SparseColumn column)
    {
        _sparse.Add(column);
        _sparseFeatures.Add([feature]);
        _places[feature] = new(0, 0, column.DefaultBin);
    }

    void Number()
    {
        var columns = FeaturesOf;
        for (int column = 0; column < columns.Length; column++)
        {
            foreach (int feature in columns[column])
            {
                _places[feature] = _places[feature] with { Column = column };
            }
        }
    }

    SparseColumn? AsSparse(NativeBuffer<byte> bins)
    {
        var all = bins.AsSpan(0, _rowCount);
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int step = Math.Max(1, _rowCount / GlanceRows), seen = 0;
        for (int row = 0; row < all.Length; row += step, seen++)
        {
            counts[all[row]]++;
        }
        int bin = MostFrequent(counts);
        if (seen - counts[bin] > 2 * MostForBundle * seen)
        {
            return null;
        }
        int others = _rowCount - all.Count((byte)bin);
        return others > 0 && others <= MostForBundle * _rowCount ? SparseColumn.Of(all, bin, others) : null;
    }

    static int MostFrequent(ReadOnlySpan<int> counts)
    {
        int most = 0;
        for (int bin = 1; bin < counts.Length; bin++)
        {
            most = counts[bin] > counts[most] ? bin : most;
        }
        return most;
    }
}
