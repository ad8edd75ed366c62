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
    readonly bool[] _isNumeric;

    public SplitFinder(Dataset data, HistogramLayout layout, SplitRules rules, KernelPath path)
    {
        (_data, _layout, _rules) = (data, layout, rules);
        _plain = new PlainSplitSearch(layout, rules, path);
        _isNumeric = Array.ConvertAll(data.Features, feature => feature.Bins is not CategoricalBins);
        _candidates = new CandidateSampler(rules.Options);
    }

    public void StartTree(int tree) => _candidates.StartTree(tree);

    /// <summary>Updates the best split of a leaf with some features.</summary>
    /// <param name="run">The features.</param>
    /// <param name="allowed">[features] which may be used; null: all.</param>
    /// <param name="histogram">The leaf's histogram.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="best">in, out: the best split so far.</param>
    public void Find(SearchRun run, bool[]? allowed, long* histogram, in LeafSearch leaf, ref Split best)
    {
        ReadOnlySpan<int> features = run.Features;
        while (allowed is not null && Next(allowed, ref features) is { IsEmpty: false } part)
        {
            Find(part, run, histogram, leaf, ref best);
        }
        if (allowed is null)
        {
            Find(features, run, histogram, leaf, ref best);
        }
    }

    /// <summary>Cuts off the first neighbours that are allowed.</summary>
    static ReadOnlySpan<int> Next(bool[] allowed, ref ReadOnlySpan<int> features)
    {
        int first = 0;
        while (first < features.Length && !allowed[features[first]])
        {
            first++;
        }
        int end = first;
        while (end < features.Length && allowed[features[end]])
        {
            end++;
        }
        var part = features[first..end];
        features = features[end..];
        return part;
    }

    void Find(ReadOnlySpan<int> features, SearchRun run, long* histogram, in LeafSearch leaf, ref Split best)
    {
        if (run.IsPlain)
        {
            _plain.Find(features, run.WithMissing, histogram, leaf, ref best);
            return;
        }
        foreach (int feature in features)
        {
            var split = Find(feature, histogram, leaf);
            best = split.IsBetterThan(best) ? split : best;
        }
    }

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
