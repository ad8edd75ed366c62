namespace LowBit.Boosting;

/// <summary>Completes the histogram of a leaf, piece by piece: what the workers have is added up, filled and formed.</summary>
sealed unsafe class HistogramMerge
{
    readonly HistogramBuilder _builder;
    readonly HistogramLayout _layout;

    /// <summary>[columns] the features whose words are not complete yet when their bins are summed.</summary>
    readonly int[][] _toFinish;

    /// <summary>[features] default bins that have a word but are not stored; else −1.</summary>
    readonly int[] _defaultBins;

    public HistogramMerge(HistogramBuilder builder, BinnedMatrix bins, HistogramLayout layout)
    {
        (_builder, _layout) = (builder, layout);
        _defaultBins = [.. bins.Places.Select((place, feature) => layout.HasFirstBin(feature) ? place.DefaultBin : -1)];
        _toFinish = Array.ConvertAll(bins.FeaturesOf, features => Array.FindAll(features, IsToFinish));
        FillsDefaults = Array.Exists(_defaultBins, bin => bin >= 0);
    }

    bool IsToFinish(int feature) => !_builder.IsFormed(feature)
        && (_defaultBins[feature] >= 0 || BinForms.Changes(_layout.FormOf(feature), _layout.BinCount(feature)));

    /// <summary>It needs the sums of the leaf's rows.</summary>
    public bool FillsDefaults { get; }

    /// <summary>Completes the words of some features.</summary>
    /// <param name="piece">The features.</param>
    /// <param name="total">[words of a bin] Σ over the leaf's rows on this rank, where default bins are filled.</param>
    /// <param name="histogram">out: the leaf's histogram.</param>
    public void Merge(MergePiece piece, ReadOnlySpan<long> total, long* histogram)
    {
        foreach (int unit in piece.Units)
        {
            _builder.Merge(unit, histogram);
            foreach (int column in _builder.Units[unit])
            {
                Finish(_toFinish[column], total, histogram);
            }
        }
        foreach (var run in piece.Runs)
        {
            _builder.Merge(run, histogram);
        }
    }

    void Finish(int[] features, ReadOnlySpan<long> total, long* histogram)
    {
        foreach (int feature in features)
        {
            long* words = _layout.Start(feature, histogram);
            if (_defaultBins[feature] is >= 0 and int bin)
            {
                DefaultBin.Fill(words, _layout.BinCount(feature), bin, total);
            }
            BinForms.Apply(_layout.FormOf(feature), words, _layout.BinCount(feature));
        }
    }
}
