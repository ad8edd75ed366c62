namespace LowBit.Boosting;

/// <summary>
/// Finds the best threshold of a numeric feature, whatever the gain and the width. Candidates go up in bins; for each, missing
/// values go right, and where there are any, also left. The missing bin itself is never a threshold. Where one candidate is
/// drawn it is a threshold between two bins of values; it counts in both directions.
/// </summary>
static unsafe class NumericSplitSearch
{
    /// <param name="histogram">The feature's bins in the leaf.</param>
    /// <param name="bins">The feature.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="rules">What is admissible.</param>
    /// <param name="counts">Rows by bin; none where gains do not depend on them, or hessian levels count rows.</param>
    /// <param name="draw">Which candidates count.</param>
    public static Split Find(
        FeatureHistogram histogram, BinMapper bins, in LeafSearch leaf, SplitRules rules, RowCounts counts, CandidateDraw draw = default)
    {
        int last = bins.MissingBin == bins.BinCount - 1 ? bins.BinCount - 1 : bins.BinCount;
        var missing = bins.MissingBin >= 0 ? histogram[bins.MissingBin] : default;
        long missingCount = bins.MissingBin >= 0 && counts.Exist ? counts[bins.MissingBin] : 0;
        bool hasMissing = missing != default || missingCount > 0;
        var best = Split.None;
        var (first, end) = Candidates(bins, last, draw);
        Scan(histogram, bins.MissingBin, first, end, default, 0, leaf, rules, counts, missingGoesLeft: false, ref best);
        if (hasMissing)
        {
            Scan(
                histogram, bins.MissingBin, first, end, missing, missingCount, leaf, rules, counts, missingGoesLeft: true,
                ref best);
        }
        best.Gain = leaf.Gain(best.Score);
        best.LambdaL2 = rules.Options.LambdaL2;
        return best;
    }

    /// <summary>The bins that are looked at as thresholds.</summary>
    static (int First, int End) Candidates(BinMapper bins, int last, CandidateDraw draw)
    {
        if (draw.IsAll)
        {
            return (0, last);
        }
        int valueBins = bins.BinCount - (bins.MissingBin >= 0 ? 1 : 0);
        int drawn = draw.Of(valueBins - 1);
        int bin = bins.MissingBin >= 0 && drawn >= bins.MissingBin ? drawn + 1 : drawn;
        return (bin, bin + 1);
    }

    static void Scan(
        FeatureHistogram histogram, int missingBin, int first, int end, GradientSums left, long leftCount, in LeafSearch leaf,
        SplitRules rules, RowCounts counts, bool missingGoesLeft, ref Split best)
    {
        long least = leaf.Least;
        var totals = leaf.Totals;
        for (int bin = 0; bin < end; bin++)
        {
            if (bin == missingBin)
            {
                continue;
            }
            left += histogram[bin];
            leftCount += counts.Exist ? counts[bin] : 0;
            var right = totals.Sums - left;
            if (bin < first || left.Hessian < least || right.Hessian < least)
            {
                continue;
            }
            long leftRows = rules.Grid.CountsRows ? left.Hessian : leftCount;
            long rightRows = totals.RowCount - leftRows;
            double score = rules.Score(left, right, rules.Options.LambdaL2, leftRows, rightRows, totals.Output);
            if (score > best.Score || score == best.Score && bin < best.Bin)
            {
                best.Score = score;
                best.Bin = bin;
                best.MissingGoesLeft = missingGoesLeft;
                best.Left = left;
            }
        }
    }
}
