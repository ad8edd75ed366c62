using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// Finds the best set of categories for the left side, as LightGBM does: with few categories one against the rest, else
/// prefixes and suffixes of the categories in the order of G / (H + smooth), which holds the optimum [Fisher58]. Bin 0
/// (missing, rare and unseen categories) always goes right. Rows of categories and groups count by their curvature
/// (<see cref="SplitRules.HessianOf"/>). Where one candidate is drawn it is one category, or one length
/// of prefix and suffix.
/// </summary>
/// <remarks>Its loops are compiled at their first call, as <see cref="KeyOrder"/>'s: compiled ahead they take longer.</remarks>
static unsafe class CategoricalSplitSearch
{
    /// <param name="histogram">The feature's bins in the leaf.</param>
    /// <param name="bins">The feature.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="rules">What is admissible.</param>
    /// <param name="counts">Rows by bin; none where gains do not depend on them, or hessian levels count rows.</param>
    /// <param name="draw">Which candidates count.</param>
    public static Split Find(
        FeatureHistogram histogram, BinMapper bins, in LeafSearch leaf, SplitRules rules, RowCounts counts,
        CandidateDraw draw = default)
    {
        var search = new Search(histogram, bins.BinCount, leaf, rules, counts, draw);
        var best = bins.BinCount <= rules.Options.MaxCatToOnehot ? search.OneAgainstRest() : search.SortedSubsets();
        best.Gain = leaf.Gain(best.Score);
        return best;
    }

    readonly ref struct Search(
        FeatureHistogram histogram, int binCount, LeafSearch search, SplitRules rules, RowCounts counts, CandidateDraw draw)
    {
        readonly BoosterOptions _options = rules.Options;
        readonly LeafTotals _leaf = search.Totals;
        readonly long _least = search.Least;

        /// <summary>Rows where gains depend on them.</summary>
        long RowsIn(int bin) => counts.Exist ? counts[bin] : histogram[bin].Hessian;

        public Split OneAgainstRest()
        {
            var best = Split.None;
            int only = draw.Of(binCount - 1);
            for (int bin = 1; bin < binCount; bin++)
            {
                var left = histogram[bin];
                if ((only < 0 || bin == only + 1) && Fits(left) && Fits(_leaf.Sums - left)
                    && Offer(left, RowsIn(bin), _options.LambdaL2, ref best))
                {
                    best.Categories = default;
                    best.Categories.Add(bin);
                }
            }
            return best;
        }

        [SkipLocalsInit]
        public Split SortedSubsets()
        {
            var best = Split.None;
            Span<int> order = stackalloc int[256];
            order = order[..Sort(order)];
            int most = Math.Min(_options.MaxCatThreshold, (order.Length + 1) / 2);
            int length = 0;
            bool fromEnd = false;
            for (int direction = 0; direction < 2; direction++)
            {
                if (Grow(order, direction == 1, most, ref best) is > 0 and int found)
                {
                    (length, fromEnd) = (found, direction == 1);
                }
            }
            for (int i = 0; i < length; i++)
            {
                best.Categories.Add(order[fromEnd ? order.Length - 1 - i : i]);
            }
            return best;
        }

        /// <summary>Adds category after category to the left side.</summary>
        /// <returns>Length of the best prefix if it beats what there was, else 0.</returns>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        int Grow(ReadOnlySpan<int> order, bool fromEnd, int most, ref Split best)
        {
            var left = default(GradientSums);
            long rows = 0, group = 0, leastGroup = SplitRules.HessianOf(_options.MinDataPerGroup, _leaf);
            int length = 0, only = draw.Of(most);
            for (int i = 0; i < most; i++)
            {
                int bin = order[fromEnd ? order.Length - 1 - i : i];
                left += histogram[bin];
                rows += RowsIn(bin);
                group += histogram[bin].Hessian;
                if (!Fits(left))
                {
                    continue;
                }
                var right = _leaf.Sums - left;
                if (!Fits(right) || right.Hessian < leastGroup)
                {
                    break;
                }
                if (group < leastGroup)
                {
                    continue;
                }
                group = 0;
                if ((only < 0 || i == only) && Offer(left, rows, _options.LambdaL2 + _options.CatL2, ref best))
                {
                    length = i + 1;
                }
            }
            return length;
        }

        /// <summary>Categories that count as cat_smooth rows, ordered by G / (H + smooth), ties by bin.</summary>
        [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
        int Sort(Span<int> order)
        {
            Span<double> keys = stackalloc double[256];
            Span<int> bins = stackalloc int[256];
            int count = 0;
            long least = SplitRules.HessianOf(Math.Ceiling(_options.CatSmooth), _leaf);
            for (int bin = 1; bin < binCount; bin++)
            {
                var sums = histogram[bin];
                if (sums.Hessian >= least)
                {
                    keys[count] = sums.Gradient * rules.Grid.GradientScale / (sums.Hessian * rules.Grid.HessianScale + _options.CatSmooth);
                    bins[count++] = bin;
                }
            }
            KeyOrder.Sort(keys[..count], bins, order);
            return count;
        }

        bool Fits(GradientSums sums) => sums.Hessian >= _least;

        /// <summary>Takes the set if its score is higher.</summary>
        bool Offer(GradientSums left, long rows, double lambda, ref Split best)
        {
            double score = rules.Score(left, _leaf.Sums - left, lambda, rows, _leaf.RowCount - rows, _leaf.Output);
            if (!(score > best.Score))
            {
                return false;
            }
            best = new() { Score = score, Bin = -1, Left = left, LambdaL2 = lambda };
            return true;
        }
    }
}
