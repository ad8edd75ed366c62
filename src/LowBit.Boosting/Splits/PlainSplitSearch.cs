using System.Runtime.CompilerServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Finds the best threshold of neighbouring numeric features at once, without L1, largest step and path smoothing, over packed
/// sums: their bins are one sequence of candidates, so that features of few bins cost no more than their bins. The same
/// split as the best of <see cref="NumericSplitSearch"/>'s, feature by feature.
/// </summary>
/// <param name="features">The features.</param>
/// <param name="layout">Packed; where their bins stand.</param>
/// <param name="rules">What is admissible.</param>
/// <param name="path">How to compute.</param>
sealed unsafe class PlainSplitSearch(Feature[] features, HistogramLayout layout, SplitRules rules, KernelPath path)
{
    /// <summary>Candidates at a time: sums that stay in the first-level cache.</summary>
    const int BlockBins = 512;

    /// <summary>Bin that missing values have, or −1.</summary>
    readonly int[] _missingBins = Array.ConvertAll(features, feature => feature.Bins.MissingBin);

    /// <summary>Updates the best split with the thresholds of some features.</summary>
    /// <param name="range">The features, all numeric.</param>
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
                sum = PlainSplitScan.PrefixSums(
                    histogram + (long)bin * perBin, perBin, count, missingBin < 0 ? -1 : missingBin - (bin - offsets[feature]), sum, below + filled);
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
            best = new()
            {
                Score = found.Score,
                Gain = leaf.Gain(found.Score),
                Feature = feature,
                Bin = found.Bin - layout.Offsets[feature],
                MissingGoesLeft = found.MissingGoesLeft,
                Left = left,
                LambdaL2 = rules.Options.LambdaL2,
                CountIsProved = rules.ProvesCounts(left.Hessian, leaf.Totals.Sums.Hessian),
            };
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
