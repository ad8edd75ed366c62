using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Where each feature's bins stand in a leaf's histogram, and of which words a bin consists. Packed: one 64-bit word, gradient
/// sum in the high half, hessian sum in the low half; a plain 64-bit add or subtract is exact because the hessian half is
/// never negative and never carries. Wide: two 64-bit words. Where rows are counted their number is one word more.
/// </summary>
sealed class HistogramLayout
{
    readonly HistogramForm[] _forms;
    readonly bool[] _leavesOutFirst;
    readonly int[] _offsets, _binCounts;

    /// <summary>All bins of all features, one after the other.</summary>
    /// <param name="features">The features.</param>
    /// <param name="isWide">Gradient and hessian sums have words of their own.</param>
    /// <param name="countsRows">Bins have row counts: hessian levels do not count rows, and gains depend on counts.</param>
    public HistogramLayout(Feature[] features, bool isWide, bool countsRows = false)
        : this(features, isWide, countsRows, Enumerable.Range(0, features.Length), Array.ConvertAll(features, _ => HistogramForm.Bins), new bool[features.Length])
    {
    }

    HistogramLayout(Feature[] features, bool isWide, bool countsRows, IEnumerable<int> order, HistogramForm[] forms, bool[] leavesOutFirst)
    {
        (IsWide, CountsRows, _forms, _leavesOutFirst) = (isWide, countsRows, forms, leavesOutFirst);
        (_offsets, _binCounts) = (new int[features.Length], new int[features.Length]);
        foreach (int feature in order)
        {
            _offsets[feature] = TotalBins;
            _binCounts[feature] = features[feature].Bins.BinCount - FirstBin(feature);
            TotalBins += _binCounts[feature];
        }
    }

    /// <summary>
    /// The bins that a search needs, in the form in which it reads them: those of features that are searched one after the other
    /// are neighbours, and lowest bins that are not stored have no words. Where histograms are summed over ranks, which may
    /// store features differently, neither holds.
    /// </summary>
    /// <param name="data">The features, and which bins are not stored.</param>
    /// <param name="options">What a gain is.</param>
    /// <param name="shares">What is searched, in which order; other features have no words.</param>
    /// <param name="isWide">Gradient and hessian sums have words of their own.</param>
    /// <param name="countsRows">Bins have row counts.</param>
    public static HistogramLayout For(Dataset data, BoosterOptions options, FeatureShares shares, bool isWide, bool countsRows)
    {
        int[] order = [.. shares.Searched.SelectMany(share => share)];
        return data.Collective.Size == 1 ? For(data.Features, data.Bins.Places, options, order, isWide, countsRows)
            : For(data.Features, [.. data.Features.Select(_ => FeaturePlace.Alone)], options, [.. order.Order()], isWide, countsRows);
    }

    /// <inheritdoc cref="For(Dataset, BoosterOptions, FeatureShares, bool, bool)"/>
    /// <param name="features">The features.</param>
    /// <param name="places">[features] which bins are not stored.</param>
    /// <param name="options">What a gain is.</param>
    /// <param name="searched">What is searched, in this order.</param>
    /// <param name="isWide">Gradient and hessian sums have words of their own.</param>
    /// <param name="countsRows">Bins have row counts.</param>
    public static HistogramLayout For(
        Feature[] features, FeaturePlace[] places, BoosterOptions options, IReadOnlyList<int> searched, bool isWide, bool countsRows)
    {
        bool isPlain = SplitRules.ArePlain(options) && !options.ExtraTrees && !isWide;
        var forms = new HistogramForm[features.Length];
        var leavesOutFirst = new bool[features.Length];
        foreach (int feature in searched)
        {
            forms[feature] = FormOf(features[feature].Bins, options, isPlain);
            leavesOutFirst[feature] = forms[feature] == HistogramForm.Tails && places[feature].DefaultBin == 0;
        }
        return new(features, isWide, countsRows, searched, forms, leavesOutFirst);
    }

    static HistogramForm FormOf(BinMapper bins, BoosterOptions options, bool isPlain) => bins switch
    {
        _ when !isPlain => HistogramForm.Bins,
        CategoricalBins => bins.BinCount <= options.MaxCatToOnehot ? HistogramForm.Singles : HistogramForm.Bins,
        _ => bins.MissingBin < 0 || bins.MissingBin == bins.BinCount - 1 ? HistogramForm.Tails : HistogramForm.Bins,
    };

    /// <summary>Gradient sum and hessian sum have words of their own.</summary>
    public bool IsWide { get; }

    /// <summary>The last word of a bin is its row count.</summary>
    public bool CountsRows { get; }

    /// <summary>Bins that have words.</summary>
    public int TotalBins { get; }

    public int WordsPerBin => (IsWide ? 2 : 1) + (CountsRows ? 1 : 0);

    public int WordCount => TotalBins * WordsPerBin;

    /// <summary>Bins before a feature's first.</summary>
    public int Offset(int feature) => _offsets[feature];

    /// <summary>Bins of a feature that have words.</summary>
    public int BinCount(int feature) => _binCounts[feature];

    /// <summary>Its form is that of <see cref="PlainSplitSearch"/>.</summary>
    public bool IsPlain(int feature) => _forms[feature] is HistogramForm.Tails or HistogramForm.Singles;

    public bool IsSearched(int feature) => _forms[feature] != HistogramForm.None;

    public HistogramForm FormOf(int feature) => _forms[feature];

    /// <summary>The bin of a feature's first word: 1 where bin 0 is not stored and no search reads it.</summary>
    public int FirstBin(int feature) => _leavesOutFirst[feature] ? 1 : 0;

    /// <summary>The feature is searched, and its bin 0 has a word.</summary>
    public bool HasFirstBin(int feature) => IsSearched(feature) && FirstBin(feature) == 0;

    /// <summary>Its words hold the sums of all rows.</summary>
    public bool HasAllBins(int feature) => HasFirstBin(feature) && FormOf(feature) != HistogramForm.Singles;

    /// <summary>Where a feature's bins stand.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="words">A leaf's histogram.</param>
    public unsafe long* Start(int feature, long* words) => words + (long)_offsets[feature] * WordsPerBin;

    /// <summary>The bins of a feature.</summary>
    /// <inheritdoc cref="Start"/>
    public unsafe FeatureHistogram Of(int feature, long* words) => new(Start(feature, words), this);

    /// <summary>Writes the words of a bin.</summary>
    /// <param name="sums">Its sums.</param>
    /// <param name="rowCount">Its rows.</param>
    /// <param name="words">out: [<see cref="WordsPerBin"/>].</param>
    public void Store(GradientSums sums, long rowCount, Span<long> words)
    {
        if (IsWide)
        {
            (words[0], words[1]) = (sums.Gradient, sums.Hessian);
        }
        else
        {
            words[0] = Pack(sums);
        }
        if (CountsRows)
        {
            words[^1] = rowCount;
        }
    }

    /// <summary>32-bit halves hold the sums of all rows.</summary>
    /// <param name="rowCount">Rows of all ranks.</param>
    /// <param name="maxGradient">Largest gradient level.</param>
    /// <param name="maxHessian">Largest hessian level.</param>
    public static bool PackedIsSafe(long rowCount, int maxGradient, int maxHessian) =>
        rowCount <= OverflowBound.SafeCount(Math.Max(maxGradient, maxHessian), int.MaxValue);

    public static long Pack(GradientSums sums) => (sums.Gradient << 32) + sums.Hessian;

    public static GradientSums Unpack(long word) => new(word >> 32, word & uint.MaxValue);
}
