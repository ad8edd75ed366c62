namespace LowBit.Boosting;

/// <summary>
/// Where the stored bins of a feature stand among the sums of its column, and where in a leaf's histogram: around the word of the
/// default bin, which is not stored. Found once, since a table of categories has thousands of features of one or two bins.
/// </summary>
/// <param name="Source">First word of the column's sums.</param>
/// <param name="Target">First word of the histogram.</param>
/// <param name="Below">Words below those of the default bin; all where that has no word, or is stored.</param>
/// <param name="AboveTarget">First word of the histogram above those of the default bin.</param>
/// <param name="Above">Words above them.</param>
readonly unsafe record struct StoredPart(int Source, int Target, int Below, int AboveTarget, int Above)
{
    /// <summary>Words up to which a loop is faster than a call.</summary>
    const int FewWords = 8;

    /// <summary>The features of a column that have stored words.</summary>
    /// <param name="column">The column.</param>
    /// <param name="bins">Where features stand in columns.</param>
    /// <param name="layout">Where features stand in a histogram.</param>
    public static StoredPart[] Of(int column, BinnedMatrix bins, HistogramLayout layout) => Array.FindAll(
        Array.ConvertAll(bins.FeaturesOf[column], feature => Of(bins.Places[feature], feature, layout)), part => part.Below + part.Above > 0);

    static StoredPart Of(FeaturePlace place, int feature, HistogramLayout layout)
    {
        int perBin = layout.WordsPerBin, count = layout.BinCount(feature), target = layout.Offset(feature) * perBin;
        int below = place.OmitsDefault && layout.HasFirstBin(feature) ? place.DefaultBin : count;
        return new(place.Offset * perBin, target, below * perBin, target + (below + 1) * perBin, Math.Max(0, count - 1 - below) * perBin);
    }

    /// <summary>Copies the words.</summary>
    /// <param name="sums">The column's sums.</param>
    /// <param name="histogram">out: the leaf's histogram.</param>
    public void Copy(long* sums, long* histogram)
    {
        Copy(sums + Source, Below, histogram + Target);
        Copy(sums + Source + Below, Above, histogram + AboveTarget);
    }

    static void Copy(long* words, int count, long* target)
    {
        if (count > FewWords)
        {
            new Span<long>(words, count).CopyTo(new(target, count));
            return;
        }
        for (int word = 0; word < count; word++)
        {
            target[word] = words[word];
        }
    }
}
