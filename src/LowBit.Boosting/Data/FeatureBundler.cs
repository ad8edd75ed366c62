namespace LowBit.Boosting;

/// <summary>
/// Exclusive feature bundling [Ke17]: features that are never outside their default bins in the same row share a column
/// of bytes. Exact on all rows, so a bundle changes nothing but memory and time. Greedy, the fullest features first.
/// </summary>
sealed class FeatureBundler(int rowCount)
{
    const int MaxValues = 256;

    /// <summary>Bundles that a feature is offered to, the youngest first; older ones are closed.</summary>
    const int OpenBundles = 100;

    readonly List<Bundle> _bundles = [];

    /// <summary>Puts features into bundles.</summary>
    /// <param name="columns">The features.</param>
    /// <param name="binCounts">Bins of each.</param>
    /// <param name="rowCount">Rows.</param>
    /// <returns>Each bundle's positions in <paramref name="columns"/>.</returns>
    public static List<int>[] Of(SparseColumn[] columns, int[] binCounts, int rowCount)
    {
        var bundler = new FeatureBundler(rowCount);
        int[] order = [.. Enumerable.Range(0, columns.Length).OrderByDescending(i => columns[i].Count)]; // stable
        foreach (int i in order)
        {
            bundler.Add(i, columns[i], binCounts[i] - 1);
        }
        return [.. bundler._bundles.Select(bundle => bundle.Features)];
    }

    void Add(int feature, SparseColumn column, int values)
    {
        int oldest = Math.Max(0, _bundles.Count - OpenBundles);
        for (int i = _bundles.Count - 1; i >= oldest; i--)
        {
            if (_bundles[i].TryAdd(feature, column, values))
            {
                return;
            }
        }
        var bundle = new Bundle(rowCount);
        bundle.TryAdd(feature, column, values);
        _bundles.Add(bundle);
        if (_bundles.Count > OpenBundles)
        {
            _bundles[_bundles.Count - 1 - OpenBundles].Close();
        }
    }

    sealed class Bundle(int rowCount)
    {
        ulong[] _taken = new ulong[(rowCount + 63) / 64];
        int _values = 1; // 0: every feature in its default bin
        int _rows;

        public List<int> Features { get; } = [];

        public void Close() => _taken = [];

        public bool TryAdd(int feature, SparseColumn column, int values)
        {
            if (Features.Count > 0 && (_values + values > MaxValues || _rows + column.Count > rowCount || Conflicts(column)))
            {
                return false;
            }
            Features.Add(feature);
            _values += values;
            _rows += column.Count;
            foreach (int row in column.Rows)
            {
                _taken[row >> 6] |= 1ul << row;
            }
            return true;
        }

        bool Conflicts(SparseColumn column)
        {
            foreach (int row in column.Rows)
            {
                if ((_taken[row >> 6] >> row & 1) != 0)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
