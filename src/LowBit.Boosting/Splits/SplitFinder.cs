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
    readonly int[] _counts;
    readonly long[] _countsOfRanks;
    RowSegment _rows;
    int _countedFeature;

    public SplitFinder(Dataset data, SplitRules rules, WorkerTeam team, bool useVectors)
    {
        (_data, _rules, _team, _useVectors) = (data, rules, team, useVectors);
        _candidates = new CandidateSampler(rules.Options);
        int most = data.Features.Length == 0 ? 0 : data.Features.Max(feature => feature.Bins.BinCount);
        (_counts, _countsOfRanks) = (new int[most], new long[most]);
        _countRange = CountRange;
    }

    public void StartTree(int tree) => _candidates.StartTree(tree);

    /// <summary>The feature's rows must be counted for every leaf: the search cannot do with bounds.</summary>
    public bool NeedsCounts(int feature) =>
        !_rules.Grid.CountsRows && (_rules.NeedsCounts || _data.Features[feature].Bins is CategoricalBins);

    /// <summary>The best split of a leaf on one feature.</summary>
    public Split Find(int feature, FeatureHistogram histogram, in LeafTotals leaf, int* counts)
    {
        var bins = _data.Features[feature].Bins;
        var draw = _candidates.Draw(leaf.Node, feature);
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
    public Split Best(Span<Split> splits, long* histogram, HistogramLayout layout, in LeafTotals leaf, RowSegment rows)
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
            Count(best, rows);
            fixed (int* counts = _counts)
            {
                var at = new FeatureHistogram(histogram + (long)layout.Offsets[best] * layout.WordsPerBin, layout.IsWide);
                splits[best] = Find(best, at, leaf, counts);
            }
        }
    }

    void Count(int feature, RowSegment rows)
    {
        (_rows, _countedFeature) = (rows, feature);
        Array.Clear(_counts);
        _team.ForRanges(rows.Count, CountGrain, _countRange);
        AddOverRanks(_counts);
    }

    /// <summary>Counts over all ranks.</summary>
    public void AddOverRanks(Span<int> counts)
    {
        if (_data.Collective.Size == 1)
        {
            return;
        }
        var sums = counts.Length <= _countsOfRanks.Length ? _countsOfRanks.AsSpan(0, counts.Length) : new long[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            sums[i] = counts[i];
        }
        _data.Collective.AllReduceSum(sums);
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = checked((int)sums[i]);
        }
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
