using System.Runtime.CompilerServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Finds the best split of neighbouring features at once, without L1, largest step and path smoothing, over packed sums: the
/// thresholds of numbers, and single categories where there are few, are one sequence of candidates, so that features of few
/// bins cost no more than their bins. The same split as the best of <see cref="NumericSplitSearch"/>'s and
/// <see cref="CategoricalSplitSearch"/>'s, feature by feature.
/// </summary>
/// <param name="features">The features.</param>
/// <param name="layout">Packed; where their bins stand.</param>
/// <param name="rules">What is admissible.</param>
/// <param name="path">How to compute.</param>
sealed unsafe class PlainSplitSearch(Feature[] features, HistogramLayout layout, SplitRules rules, KernelPath path)
{
    /// <summary>Candidates at a time: sums that stay in the first-level cache.</summary>
    const int BlockBins = 512;

    /// <summary>Of categories.</summary>
    const int Single = -2;

    /// <summary>Bin that missing values have, −1, or <see cref="Single"/>.</summary>
    readonly int[] _missingBins = Array.ConvertAll(
        features, feature => feature.Bins is CategoricalBins ? Single : feature.Bins.MissingBin);

    /// <summary>Whether a feature's candidates are of the kind that is found here.</summary>
    /// <param name="bins">The feature.</param>
    /// <param name="options">The options.</param>
    public static bool Covers(BinMapper bins, BoosterOptions options) =>
        bins is not CategoricalBins || bins.BinCount <= options.MaxCatToOnehot;

    /// <summary>Updates the best split with those of some features.</summary>
    /// <param name="range">The features, all of them covered.</param>
    /// <param name="histogram">The leaf's histogram.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="best">in, out: the best split so far.</param>
    [SkipLocalsInit]
    public void Find(FeatureRange range, long* histogram, in LeafSearch leaf, ref Split best)
    {
        long* below = stackalloc long[BlockBins + PlainSplitScan.Overrun];
        var scan = new PlainSplitScan(leaf, rules, path);
        int[] offsets = layout.Offsets;
        int perBin = layout.WordsPerBin, first = offsets[range.First], filled = 0;
        var found = new Candidate(-1, false, double.NegativeInfinity, default);
        for (int feature = range.First; feature < range.End; feature++)
        {
            int missingBin = _missingBins[feature];
            long missing = missingBin < 0 ? 0 : histogram[(long)(offsets[feature] + missingBin) * perBin], sum = 0;
            for (int bin = offsets[feature], end = offsets[feature + 1], count; bin < end; bin += count)
            {
                if (filled == BlockBins)
                {
                    Take(scan.Best(below, filled, 0), below, 0, first, missingGoesLeft: false, ref found);
                    (first, filled) = (first + filled, 0);
                }
                count = Math.Min(end - bin, BlockBins - filled);
                long* words = histogram + (long)bin * perBin;
                int before = bin - offsets[feature];
                if (missingBin == Single)
                {
                    PlainSplitScan.Singles(words, perBin, count, before == 0, below + filled);
                }
                else
                {
                    sum = PlainSplitScan.PrefixSums(words, perBin, count, missingBin - before, sum, below + filled);
                }
                if (missing != 0)
                {
                    Take(scan.Best(below + filled, count, missing), below + filled, missing, first + filled, missingGoesLeft: true, ref found);
                }
                filled += count;
            }
        }
        Take(scan.Best(below, filled, 0), below, 0, first, missingGoesLeft: false, ref found);
        if (found.Bin >= 0)
        {
            Offer(found, range, leaf, ref best);
        }
    }

    /// <summary>Keeps the higher score; of equals the lower bin, and in the same bin the one where missing values go right.</summary>
    static void Take(
        (int Position, double Score) at, long* below, long extra, int first, bool missingGoesLeft, ref Candidate best)
    {
        int bin = first + at.Position;
        if (at.Position >= 0 && (at.Score > best.Score || at.Score == best.Score && (bin < best.Bin || bin == best.Bin && best.MissingGoesLeft)))
        {
            best = new(bin, missingGoesLeft, at.Score, below[at.Position] + extra);
        }
    }

    void Offer(in Candidate found, FeatureRange range, in LeafSearch leaf, ref Split best)
    {
        int feature = FeatureOf(found.Bin, range);
        if (found.Score > best.Score || found.Score == best.Score && feature < best.Feature)
        {
            var left = HistogramLayout.Unpack(found.Left);
            int bin = found.Bin - layout.Offsets[feature];
            bool isCategory = _missingBins[feature] == Single;
            best = new()
            {
                Score = found.Score,
                Gain = leaf.Gain(found.Score),
                Feature = feature,
                Bin = isCategory ? -1 : bin,
                MissingGoesLeft = found.MissingGoesLeft,
                Left = left,
                LambdaL2 = rules.Options.LambdaL2,
            };
            if (isCategory)
            {
                best.Categories.Add(bin);
            }
        }
    }

    int FeatureOf(int bin, FeatureRange range)
    {
        int at = Array.BinarySearch(layout.Offsets, range.First, range.End - range.First, bin);
        return at >= 0 ? at : ~at - 1;
    }

    /// <param name="Bin">The threshold, among the bins of all features.</param>
    /// <param name="MissingGoesLeft">Missing values go left.</param>
    /// <param name="Score">Its score.</param>
    /// <param name="Left">Packed sums of the left side.</param>
    readonly record struct Candidate(int Bin, bool MissingGoesLeft, double Score, long Left);
}
