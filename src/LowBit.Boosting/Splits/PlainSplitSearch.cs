using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Finds the best split of neighbouring features at once, without L1, largest step and path smoothing: the words of
/// <see cref="HistogramForm.Tails"/> and <see cref="HistogramForm.Singles"/> are one sequence of candidates, so that features of few
/// bins cost no more than their bins. The same split as the best of <see cref="NumericSplitSearch"/>'s and
/// <see cref="CategoricalSplitSearch"/>'s, feature by feature.
/// </summary>
/// <param name="layout">Packed; where the words of features stand.</param>
/// <param name="rules">What is admissible.</param>
/// <param name="path">How to compute.</param>
sealed unsafe class PlainSplitSearch(HistogramLayout layout, SplitRules rules, KernelPath path)
{
    /// <summary>Updates the best split with those of some features.</summary>
    /// <param name="features">Neighbours in a run.</param>
    /// <param name="withMissing">Features of the run with a bin of missing values.</param>
    /// <param name="histogram">The leaf's histogram.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="best">in, out: the best split so far.</param>
    public void Find(ReadOnlySpan<int> features, ReadOnlySpan<int> withMissing, long* histogram, in LeafSearch leaf, ref Split best)
    {
        var scan = new PlainSplitScan(leaf, rules, path);
        int first = layout.Offset(features[0]), end = layout.Offset(features[^1]) + layout.BinCount(features[^1]);
        var found = Candidate.None;
        Take(scan.Best(histogram + first, end - first, 0), first, histogram, 0, ref found);
        foreach (int feature in withMissing)
        {
            int begin = layout.Offset(feature), next = begin + layout.BinCount(feature);
            if (begin >= first && next <= end && histogram[next - 1] is not 0 and long missing)
            {
                begin += 1 - layout.FirstBin(feature); // there is no threshold below bin 0
                Take(scan.Best(histogram + begin, next - begin, -missing), begin, histogram, -missing, ref found);
            }
        }
        if (found.Word >= 0)
        {
            Offer(found, FeatureOf(found.Word, features), leaf, ref best);
        }
    }

    /// <summary>Keeps the higher score; of equals the lower bin, and in the same bin the one where missing values go right.</summary>
    static void Take((int Position, double Score) at, int first, long* histogram, long extra, ref Candidate best)
    {
        int word = first + at.Position;
        if (at.Position >= 0 && (at.Score > best.Score || at.Score == best.Score && word < best.Word))
        {
            best = new(word, extra != 0, at.Score, histogram[word] + extra);
        }
    }

    void Offer(in Candidate found, int feature, in LeafSearch leaf, ref Split best)
    {
        if (found.Score < best.Score || found.Score == best.Score && feature >= best.Feature)
        {
            return;
        }
        int bin = layout.FirstBin(feature) + found.Word - layout.Offset(feature);
        bool isCategory = layout.FormOf(feature) == HistogramForm.Singles;
        var side = HistogramLayout.Unpack(found.Side);
        best = new()
        {
            Score = found.Score,
            Gain = leaf.Gain(found.Score),
            Feature = feature,
            Bin = isCategory ? -1 : bin - 1,
            MissingGoesLeft = found.MissingGoesLeft,
            Left = isCategory ? side : leaf.Totals.Sums - side,
            LambdaL2 = rules.Options.LambdaL2,
        };
        if (isCategory)
        {
            best.Categories.Add(bin);
        }
    }

    /// <summary>The last that begins at or before a word.</summary>
    int FeatureOf(int word, ReadOnlySpan<int> features)
    {
        int low = 0, high = features.Length;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = layout.Offset(features[middle]) <= word ? (middle, high) : (low, middle);
        }
        return features[low];
    }

    /// <param name="Word">Where its sums stand.</param>
    /// <param name="MissingGoesLeft">Missing values go left.</param>
    /// <param name="Score">Its score.</param>
    /// <param name="Side">Packed sums right of the threshold, or of the category.</param>
    readonly record struct Candidate(int Word, bool MissingGoesLeft, double Score, long Side)
    {
        public static readonly Candidate None = new(-1, false, double.NegativeInfinity, 0);
    }
}
