namespace LowBit.Boosting;

/// <summary>
/// How the features of a leaf are shared out among threads: who does what, never what is found. A chunk of features is merged,
/// subtracted and searched while its bins are in cache; where columns of few values are summed together, and so are no
/// neighbours, all are merged first.
/// </summary>
sealed class SearchPlan
{
    /// <summary>Words that one thread is done with before another has woken.</summary>
    const int FewWords = 1_024;

    /// <summary>Chunks a thread, so that a slow one does not keep the others waiting.</summary>
    const int ChunksPerThread = 4;

    const double CostOfFeature = 16, CostOfCategory = 8;

    readonly bool _isSmall;

    /// <param name="data">The features.</param>
    /// <param name="splittable">[features] which are searched.</param>
    /// <param name="units">[units] columns that are merged together.</param>
    /// <param name="wordCount">Words of a histogram.</param>
    /// <param name="threads">Threads.</param>
    public SearchPlan(Dataset data, bool[] splittable, int[][] units, int wordCount, int threads)
    {
        int[] FeaturesOf(int unit) =>
            [.. units[unit].SelectMany(column => data.Bins.FeaturesOf[column]).Where(feature => splittable[feature])];
        int[] used = [.. Enumerable.Range(0, units.Length).Where(unit => FeaturesOf(unit).Length > 0)];
        MergesFirst = data.Bins.JointTiles is not null;
        int[] Features(int[] some) => [.. some.SelectMany(FeaturesOf).Order()];
        Units = Share(used, unit => FeaturesOf(unit).Sum(feature => Cost(data.Features[feature].Bins)), threads);
        Chunks = Array.ConvertAll(
            MergesFirst ? Share(Features(used), feature => Cost(data.Features[feature].Bins), threads) : Array.ConvertAll(Units, Features),
            FeatureRange.Of);
        _isSmall = wordCount <= FewWords;
    }

    /// <summary>[pieces] units that are merged one after the other.</summary>
    public int[][] Units { get; }

    /// <summary>All units are merged before the first chunk is searched; else each chunk begins with the piece of its number.</summary>
    public bool MergesFirst { get; }

    /// <summary>[chunks] features that are searched one after the other.</summary>
    public FeatureRange[][] Chunks { get; }

    /// <summary>Pieces or chunks to take at a time.</summary>
    /// <param name="count">All of them.</param>
    public int Grain(int count) => _isSmall ? Math.Max(1, count) : 1;

    /// <summary>Time to merge and search a feature, in that for a bin of a number: categories are sorted.</summary>
    static double Cost(BinMapper bins) => CostOfFeature + bins.BinCount * (bins is CategoricalBins ? CostOfCategory : 1);

    /// <summary>Neighbouring items in shares of about the same cost.</summary>
    static int[][] Share(int[] items, Func<int, double> cost, int threads)
    {
        double share = items.Sum(cost) / (ChunksPerThread * threads);
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
