using System.Buffers;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Finds the best split of a leaf over its features, with every count proved.</summary>
sealed unsafe class SplitFinder
{
    const int CountGrain = 65_536;

    readonly Dataset _data;
    readonly SplitRules _rules;
    readonly CandidateSampler _candidates;
    readonly WorkerTeam _team;
    readonly HistogramLayout _layout;
    readonly PlainSplitSearch _plain;
    readonly bool[] _isNumeric, _isCovered;
    readonly Action<int, int> _countRange;
    readonly object _gate = new();
    readonly long[] _counts;
    readonly Split[] _single;
    readonly bool[] _isSingle;
    RowSegment _rows;
    int _countedFeature;

    public SplitFinder(Dataset data, HistogramLayout layout, SplitRules rules, WorkerTeam team, KernelPath path)
    {
        (_data, _layout, _rules, _team) = (data, layout, rules, team);
        _plain = new PlainSplitSearch(data.Features, layout, rules, path);
        _isNumeric = Array.ConvertAll(data.Features, feature => feature.Bins is not CategoricalBins);
        _isCovered = Array.ConvertAll(data.Features, feature => PlainSplitSearch.Covers(feature.Bins, rules.Options));
        (_single, _isSingle) = (new Split[data.Features.Length], new bool[data.Features.Length]);
        _candidates = new CandidateSampler(rules.Options);
        int most = data.Features.Length == 0 ? 0 : data.Features.Max(feature => feature.Bins.BinCount);
        _counts = new long[most];
        _countRange = CountRange;
    }

    public void StartTree(int tree) => _candidates.StartTree(tree);

    /// <summary>
    /// Histograms must count rows: the search cannot do with bounds. So it is for sets of categories, and for all features
    /// under path smoothing, unless hessian levels count rows.
    /// </summary>
    /// <param name="data">The features.</param>
    /// <param name="options">The options.</param>
    /// <param name="hasUnitHessian">Hessian levels count rows.</param>
    /// <param name="isWide">Gradient and hessian sums have words of their own.</param>
    public static bool NeedsCounts(Dataset data, BoosterOptions options, bool hasUnitHessian, bool isWide)
    {
        bool canBound = new SplitRules(options).IsPlain && !isWide && !options.ExtraTrees;
        return !hasUnitHessian && (options.PathSmooth > 0 || data.Features.Any(
            feature => feature.Bins is CategoricalBins && !(canBound && PlainSplitSearch.Covers(feature.Bins, options))));
    }

    /// <summary>Updates the best split of a leaf with some features; of a threshold, the counts may be unproved.</summary>
    /// <param name="range">The features.</param>
    /// <param name="allowed">[features] which may be used; null: all.</param>
    /// <param name="histogram">The leaf's histogram.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="best">in, out: the best split so far.</param>
    public void Find(FeatureRange range, bool[]? allowed, long* histogram, in LeafSearch leaf, ref Split best)
    {
        for (int feature = range.First, end; feature < range.End; feature = end)
        {
            end = feature + 1;
            if (allowed is not null && !allowed[feature])
            {
                continue;
            }
            if (!IsPlain(feature))
            {
                Keep(Find(feature, histogram, leaf, default), ref best);
                continue;
            }
            while (end < range.End && IsPlain(end) && (allowed is null || allowed[end]))
            {
                end++;
            }
            _plain.Find(new(feature, end), histogram, leaf, ref best);
        }
    }

    /// <summary>
    /// The best of all features. Where hessian sums do not prove that the winner's sides have enough rows, its feature's rows
    /// are counted and searched again; where its counts do not hold, so are the features beside it, until the winner is proved.
    /// </summary>
    /// <param name="chunks">The features of each of the splits.</param>
    /// <param name="splits">in, out: best split of each chunk.</param>
    /// <param name="allowed">[features] which may be used; null: all.</param>
    /// <param name="histogram">The leaf.</param>
    /// <param name="leaf">The leaf's sums.</param>
    /// <param name="rows">The leaf's rows on this rank.</param>
    public Split Best(FeatureRange[][] chunks, Span<Split> splits, bool[]? allowed, long* histogram, in LeafSearch leaf, RowSegment rows)
    {
        Array.Clear(_isSingle);
        while (true)
        {
            int best = 0;
            for (int chunk = 1; chunk < splits.Length; chunk++)
            {
                best = splits[chunk].IsBetterThan(splits[best]) ? chunk : best;
            }
            if (!splits[best].Exists)
            {
                return Split.None;
            }
            if (splits[best].CountIsProved)
            {
                return splits[best];
            }
            var counted = FindCounted(splits[best].Feature, histogram, leaf, rows);
            if (counted.Score == splits[best].Score)
            {
                return counted;
            }
            splits[best] = BestBeside(counted, chunks[best], best, allowed, histogram, leaf);
        }
    }

    /// <summary>The best of a chunk's features, each searched by itself and one of them with its rows counted.</summary>
    Split BestBeside(
        in Split counted, FeatureRange[] ranges, int chunk, bool[]? allowed, long* histogram, in LeafSearch leaf)
    {
        if (!_isSingle[chunk])
        {
            _isSingle[chunk] = true;
            foreach (var range in ranges)
            {
                for (int feature = range.First; feature < range.End; feature++)
                {
                    _single[feature] = Split.None;
                    Find(new(feature, feature + 1), allowed, histogram, leaf, ref _single[feature]);
                }
            }
        }
        _single[counted.Feature] = counted;
        var best = Split.None;
        foreach (var range in ranges)
        {
            for (int feature = range.First; feature < range.End; feature++)
            {
                Keep(_single[feature], ref best);
            }
        }
        return best;
    }

    static void Keep(in Split split, ref Split best)
    {
        if (split.IsBetterThan(best))
        {
            best = split;
        }
    }

    /// <summary>It can be searched together with its neighbours.</summary>
    bool IsPlain(int feature) => _isCovered[feature] && _rules.IsPlain && !_layout.IsWide && !_rules.Options.ExtraTrees;

    /// <summary>The best split on one feature.</summary>
    Split Find(int feature, long* histogram, in LeafSearch leaf, RowCounts counted)
    {
        var bins = _data.Features[feature].Bins;
        var draw = _candidates.Draw(leaf.Totals.Node, feature);
        var words = _layout.Of(feature, histogram);
        var counts = counted.Exist ? counted : _rules.NeedsCounts || !_isNumeric[feature] ? words.RowCounts : default;
        var split = _isNumeric[feature]
            ? NumericSplitSearch.Find(words, bins, leaf, _rules, counts, draw)
            : CategoricalSplitSearch.Find(words, bins, leaf, _rules, counts, draw);
        split.Feature = feature;
        return split;
    }

    Split FindCounted(int feature, long* histogram, in LeafSearch leaf, RowSegment rows)
    {
        if (_layout.CountsRows)
        {
            return Find(feature, histogram, leaf, _layout.Of(feature, histogram).RowCounts);
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
