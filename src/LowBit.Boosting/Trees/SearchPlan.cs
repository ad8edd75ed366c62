namespace LowBit.Boosting;

/// <summary>What is merged and searched in one go, for each share of the features.</summary>
sealed class SearchPlan
{
    /// <summary>Words that one thread is done with before another has woken.</summary>
    const int FewWords = 1_024;

    readonly bool _isSmall;

    /// <param name="features">The features.</param>
    /// <param name="bins">Where they are stored.</param>
    /// <param name="shares">Who does what.</param>
    /// <param name="layout">Where their words stand.</param>
    public SearchPlan(Feature[] features, BinnedMatrix bins, FeatureShares shares, HistogramLayout layout)
    {
        int[][] units = HistogramBuilder.UnitsOf(bins);
        bool IsInRun(int feature) => CellRun.Covers(feature, bins, layout);
        bool IsUnitInRun(int unit) => units[unit].All(column => Array.TrueForAll(bins.FeaturesOf[column], IsInRun));
        Pieces = [.. shares.MergedUnits.Zip(shares.Merged, (some, merged) => new MergePiece(
            [.. some.Where(unit => !IsUnitInRun(unit))], CellRun.Of(merged.Where(IsInRun), features, bins, layout)))];
        Chunks = Array.ConvertAll(shares.Searched, searched => SearchRun.Of(searched, features, layout));
        MergesFirst = shares.MergesFirst;
        _isSmall = layout.WordCount <= FewWords;
    }

    /// <summary>[shares] what is merged one after the other.</summary>
    public MergePiece[] Pieces { get; }

    /// <summary>All pieces are merged before the first chunk is searched; else each chunk begins with the piece of its number.</summary>
    public bool MergesFirst { get; }

    /// <summary>[shares] features that are searched one after the other.</summary>
    public SearchRun[][] Chunks { get; }

    /// <summary>Pieces or chunks to take at a time.</summary>
    /// <param name="count">All of them.</param>
    public int Grain(int count) => _isSmall ? Math.Max(1, count) : 1;
}

/// <param name="Units">Units of the histogram builder that are merged one by one.</param>
/// <param name="Runs">Those of the others that are merged together.</param>
readonly record struct MergePiece(int[] Units, CellRun[] Runs);
