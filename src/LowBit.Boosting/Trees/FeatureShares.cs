namespace LowBit.Boosting;

/// <summary>
/// How the features of a leaf are shared out among threads: who does what, never what is found. A share is merged, subtracted and
/// searched while its bins are in cache; where columns of few values are summed together, and so are no neighbours, all are
/// merged first, and shared out anew for the search.
/// </summary>
sealed class FeatureShares
{
    /// <summary>Most shares a thread, so that a slow one does not keep the others waiting.</summary>
    const int SharesPerThread = 4;

    /// <summary>Cost of a share that is not worth cutting: some ten microseconds.</summary>
    const double SmallShare = 4096;

    const double CostOfFeature = 16, CostOfCategory = 8;

    /// <param name="features">The features.</param>
    /// <param name="bins">Where they are stored.</param>
    /// <param name="searched">[features] the others are left out.</param>
    /// <param name="threads">Threads.</param>
    public FeatureShares(Feature[] features, BinnedMatrix bins, bool[] searched, int threads)
    {
        int[][] units = HistogramBuilder.UnitsOf(bins);
        int[] FeaturesOf(int unit) => [.. units[unit].SelectMany(column => bins.FeaturesOf[column]).Where(feature => searched[feature])];
        int[] Features(int[] some) => [.. some.SelectMany(FeaturesOf).OrderBy(feature => bins.SparseOf(feature) is not null).ThenBy(feature => feature)];
        double CostOf(int feature) => Cost(features[feature].Bins);
        int[] used = [.. Enumerable.Range(0, units.Length).Where(unit => FeaturesOf(unit).Length > 0)];
        MergesFirst = bins.JointTiles is not null;
        MergedUnits = Share(used, unit => FeaturesOf(unit).Sum(CostOf), threads);
        Merged = Array.ConvertAll(MergedUnits, Features);
        Searched = MergesFirst ? Share(Features(used), CostOf, threads) : Merged;
    }

    /// <summary>All shares are merged before the first is searched.</summary>
    public bool MergesFirst { get; }

    /// <summary>[shares] units of the histogram builder.</summary>
    public int[][] MergedUnits { get; }

    /// <summary>[shares] features of those units: sparse ones last, else ascending.</summary>
    public int[][] Merged { get; }

    /// <summary>[shares] features that are searched one after the other: sparse ones last, else ascending.</summary>
    public int[][] Searched { get; }

    /// <summary>Time to merge and search a feature, in that for a bin of a number: categories are sorted.</summary>
    static double Cost(BinMapper bins) => CostOfFeature + bins.BinCount * (bins is CategoricalBins ? CostOfCategory : 1);

    /// <summary>Neighbouring items in shares of about the same cost.</summary>
    static int[][] Share(int[] items, Func<int, double> cost, int threads)
    {
        double total = items.Sum(cost);
        double share = total / (threads * Math.Clamp(Math.Floor(total / (SmallShare * threads)), 1, SharesPerThread));
        List<List<int>> shares = [];
        double sum = 0;
        foreach (int item in items)
        {
            if (shares.Count == 0 || sum + cost(item) / 2 > share * shares.Count)
            {
                shares.Add([]);
            }
            shares[^1].Add(item);
            sum += cost(item);
        }
        return [.. shares.Select(some => some.ToArray())];
    }
}
