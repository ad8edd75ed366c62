using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Finds the best split of a leaf over its features.</summary>
sealed unsafe class SplitFinder
{
    readonly Dataset _data;
    readonly SplitRules _rules;
    readonly CandidateSampler _candidates;
    readonly HistogramLayout _layout;
    readonly PlainSplitSearch _plain;
    readonly bool[] _isNumeric, _isCovered;

    public SplitFinder(Dataset data, HistogramLayout layout, SplitRules rules, KernelPath path)
    {
        (_data, _layout, _rules) = (data, layout, rules);
        _plain = new PlainSplitSearch(data.Features, layout, rules, path);
        _isNumeric = Array.ConvertAll(data.Features, feature => feature.Bins is not CategoricalBins);
        _isCovered = Array.ConvertAll(data.Features, feature => PlainSplitSearch.Covers(feature.Bins, rules.Options));
        _candidates = new CandidateSampler(rules.Options);
    }

    public void StartTree(int tree) => _candidates.StartTree(tree);

    /// <summary>Updates the best split of a leaf with some features.</summary>
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
                Keep(Find(feature, histogram, leaf), ref best);
                continue;
            }
            while (end < range.End && IsPlain(end) && (allowed is null || allowed[end]))
            {
                end++;
            }
            _plain.Find(new(feature, end), histogram, leaf, ref best);
        }
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
    Split Find(int feature, long* histogram, in LeafSearch leaf)
    {
        var bins = _data.Features[feature].Bins;
        var draw = _candidates.Draw(leaf.Totals.Node, feature);
        var words = _layout.Of(feature, histogram);
        var split = _isNumeric[feature]
            ? NumericSplitSearch.Find(words, bins, leaf, _rules, words.RowCounts, draw)
            : CategoricalSplitSearch.Find(words, bins, leaf, _rules, words.RowCounts, draw);
        split.Feature = feature;
        return split;
    }
}
