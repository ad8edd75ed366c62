using System.Buffers;

namespace LowBit.Boosting;

/// <summary>Finds the best split of a leaf over its features, with every count proved.</summary>
sealed unsafe class SplitFinder
{
    const int CountGrain = 65_536;

    readonly Dataset _data;
    readonly SplitRules _rules;
    readonly CandidateSampler _candidates;
    readonly WorkerTeam _team;
    readonly bool _useVectors;
    readonly Action<int, int> _countRange;
    readonly object _gate = new();
    readonly long[] _counts;
    RowSegment _rows;
    int _countedFeature;

    public SplitFinder(Dataset data, SplitRules rules, WorkerTeam team, bool useVectors)
    {
        (_data, _rules, _team, _useVectors) = (data, rules, team, useVectors);
        _candidates = new CandidateSampler(rules.Options);
        int most = data.Features.Length == 0 ? 0 : data.Features.Max(feature => feature.Bins.BinCount);
        _counts = new long[most];
        _countRange = CountRange;
    }

    public void StartTree(int tree) => _candidates.StartTree(tree);

    /// <summary>
    /// Histograms must count rows: the search cannot do with bounds. So it is for categories, and for all features under path
    /// smoothing, unless hessian levels count rows.
    /// </summary>
    /// <param name="data">The features.</param>
    /// <param name="options">The options.</param>
    /// <param name="hasUnitHessian">Hessian levels count rows.</param>
    public static bool NeedsCounts(Dataset data, BoosterOptions options, bool hasUnitHessian) =>
        !hasUnitHessian && (options.PathSmooth > 0 || data.Features.Any(feature => feature.Bins is CategoricalBins));

    /// <summary>The best split of a leaf on one feature; of a number's, the counts may be unproved.</summary>
    public Split Find(int feature, FeatureHistogram histogram, in LeafSearch leaf) => Find(
        feature, histogram, leaf,
        _rules.NeedsCounts || _data.Features[feature].Bins is CategoricalBins ? histogram.RowCounts : default);

    Split Find(int feature, FeatureHistogram histogram, in LeafSearch leaf, RowCounts counts)
    {
        var bins = _data.Features[feature].Bins;
        var draw = _candidates.Draw(leaf.Totals.Node, feature);
        var split = bins is CategoricalBins
            ? CategoricalSplitSearch.Find(histogram, bins, leaf, _rules, counts, draw)
            : NumericSplitSearch.Find(histogram, bins, leaf, _rules, counts, _useVectors, draw);
        split.Feature = feature;
        return split;
    }

    /// <summary>
    /// The best of all features. Where hessian sums do not prove that the winner's sides have enough rows, its feature's rows
    /// are counted and searched again, until the winner is proved.
    /// </summary>
    /// <param name="splits">in, out: best split a feature; features not to be split on have none.</param>
    /// <param name="histogram">The leaf.</param>
    /// <param name="layout">Where features stand.</param>
    /// <param name="leaf">The leaf's sums.</param>
    /// <param name="rows">The leaf's rows on this rank.</param>
    public Split Best(Span<Split> splits, long* histogram, HistogramLayout layout, in LeafSearch leaf, RowSegment rows)
    {
        while (true)
        {
            int best = 0;
            for (int feature = 1; feature < splits.Length; feature++)
            {
                best = splits[feature].IsBetterThan(splits[best]) ? feature : best;
            }
            if (!splits[best].Exists)
            {
                return Split.None;
            }
            if (splits[best].CountIsProved)
            {
                return splits[best];
            }
            splits[best] = FindCounted(best, layout.Of(best, histogram), leaf, rows);
        }
    }

    Split FindCounted(int feature, FeatureHistogram histogram, in LeafSearch leaf, RowSegment rows)
    {
        if (histogram.RowCounts.Exist)
        {
            return Find(feature, histogram, leaf, histogram.RowCounts);
        }
        Count(feature, rows);
        fixed (long* counts = _counts)
        {
            return Find(feature, histogram, leaf, new RowCounts(counts, 1));
        }
    }

    void Count(int feature, RowSegment rows)
    {
        (_rows, _countedFeature) = (rows, feature);
        Array.Clear(_counts);
        _team.ForRanges(rows.Count, CountGrain, _countRange);
        _data.Collective.AllReduceSum(_counts);
    }

    void CountRange(int begin, int end)
    {
        int bins = _data.Features[_countedFeature].Bins.BinCount;
        int[] rented = ArrayPool<int>.Shared.Rent(bins);
        Array.Clear(rented, 0, bins);
        fixed (int* counts = rented)
        {
            BinCounts.Add(_data.Bins, _countedFeature, _rows.Rows + begin, end - begin, counts);
        }
        lock (_gate)
        {
            for (int bin = 0; bin < bins; bin++)
            {
                _counts[bin] += rented[bin];
            }
        }
        ArrayPool<int>.Shared.Return(rented);
    }
}
