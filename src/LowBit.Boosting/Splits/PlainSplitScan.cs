using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>
/// The search without L1, largest step and path smoothing, over packed sums: <see cref="SplitRules.PlainScore"/> with one
/// division a candidate, the same operations in the same order on every path.
/// </summary>
static unsafe class PlainSplitScan
{
    /// <summary>Sums of the bins up to each bin, the missing bin left out.</summary>
    /// <param name="words">[count] packed sums.</param>
    /// <param name="stride">Words from one bin to the next.</param>
    /// <param name="count">Bins.</param>
    /// <param name="missingBin">Bin to leave out, if it is one of them.</param>
    /// <param name="sum">Packed sums of the bins before.</param>
    /// <param name="below">out: [count] packed sums.</param>
    /// <returns>The sums with the last bin.</returns>
    public static long PrefixSums(long* words, int stride, int count, int missingBin, long sum, long* below)
    {
        for (int bin = 0; bin < count; bin++)
        {
            sum += bin == missingBin ? 0 : words[bin * stride];
            below[bin] = sum;
        }
        return sum;
    }

    /// <summary>Updates the best split with the candidates of one direction of missing values.</summary>
    /// <param name="below">[count] packed sums of the bins up to each bin.</param>
    /// <param name="first">The bin of the first candidate.</param>
    /// <param name="count">Candidates.</param>
    /// <param name="extra">Packed sums that go left in any case.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="rules">What is admissible.</param>
    /// <param name="useVectors">Vector path.</param>
    /// <param name="missingGoesLeft">Direction of missing values.</param>
    /// <param name="best">in, out: the best split so far, its score in the place of the gain.</param>
    public static void Find(
        long* below, int first, int count, long extra, in LeafSearch leaf, SplitRules rules, bool useVectors,
        bool missingGoesLeft, ref Split best)
    {
        var scan = new Scan(leaf, rules);
        var (bin, score) = useVectors ? scan.Vector(below, count, extra) : scan.Scalar(below, 0, count, extra, -1, double.NegativeInfinity);
        if (bin >= 0 && (score > best.Gain || score == best.Gain && first + bin < best.Bin))
        {
            best.Gain = score;
            best.Bin = first + bin;
            best.MissingGoesLeft = missingGoesLeft;
            best.Left = HistogramLayout.Unpack(below[bin] + extra);
        }
    }

    readonly struct Scan(in LeafSearch leaf, SplitRules rules)
    {
        readonly double _gradient = leaf.Totals.Sums.Gradient;
        readonly double _hessian = leaf.Totals.Sums.Hessian;
        readonly double _lambda = rules.LambdaL2InLevels;
        readonly double _lowest = leaf.Lowest;
        readonly double _highest = leaf.Totals.Sums.Hessian - leaf.Lowest;

        public (int Bin, double Score) Scalar(long* below, int begin, int end, long extra, int bestBin, double best)
        {
            for (int bin = begin; bin < end; bin++)
            {
                var sums = HistogramLayout.Unpack(below[bin] + extra);
                double leftGradient = sums.Gradient, leftHessian = sums.Hessian;
                if (leftHessian < _lowest || leftHessian > _highest)
                {
                    continue;
                }
                double rightGradient = _gradient - leftGradient;
                double left = leftHessian + _lambda, right = _hessian - leftHessian + _lambda;
                double score = SplitRules.PlainScore(leftGradient, left, rightGradient, right);
                if (score > best)
                {
                    best = score;
                    bestBin = bin;
                }
            }
            return (bestBin, best);
        }

        public (int Bin, double Score) Vector(long* below, int count, long extra)
        {
            var gradient = Vector256.Create(_gradient);
            var hessian = Vector256.Create(_hessian);
            var lambda = Vector256.Create(_lambda);
            var lowest = Vector256.Create(_lowest);
            var highest = Vector256.Create(_highest);
            var best = Vector256.Create(double.NegativeInfinity);
            var bestBin = Vector256.Create(-1L);
            var bins = Vector256.Create(0L, 1, 2, 3);
            int bin = 0;
            for (; bin <= count - 4; bin += 4, bins += Vector256.Create(4L))
            {
                var words = Vector256.Load(below + bin) + Vector256.Create(extra);
                var leftHessian = ToDouble(words & Vector256.Create((long)uint.MaxValue));
                var admissible = Vector256.GreaterThanOrEqual(leftHessian, lowest)
                    & Vector256.LessThanOrEqual(leftHessian, highest);
                if (admissible.ExtractMostSignificantBits() == 0)
                {
                    continue;
                }
                var leftGradient = ToDouble(words >> 32);
                var rightGradient = gradient - leftGradient;
                var left = leftHessian + lambda;
                var right = hessian - leftHessian + lambda;
                var scores = (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);
                var better = Vector256.GreaterThan(scores, best) & admissible;
                best = Vector256.ConditionalSelect(better, scores, best);
                bestBin = Vector256.ConditionalSelect(better.AsInt64(), bins, bestBin);
            }
            var (first, score) = Lowest(bestBin, best);
            return Scalar(below, bin, count, extra, first, score);
        }

        /// <summary>The highest score; among equals the lowest bin.</summary>
        static (int Bin, double Score) Lowest(Vector256<long> bins, Vector256<double> scores)
        {
            int bin = -1;
            double score = double.NegativeInfinity;
            for (int lane = 0; lane < 4; lane++)
            {
                if (bins[lane] >= 0 && (scores[lane] > score || scores[lane] == score && bins[lane] < bin))
                {
                    (bin, score) = ((int)bins[lane], scores[lane]);
                }
            }
            return (bin, score);
        }

        /// <summary>Exact for |x| &lt; 2⁵¹: the integer becomes the mantissa of a number near 1.5 · 2⁵².</summary>
        static Vector256<double> ToDouble(Vector256<long> value)
        {
            var magic = Vector256.Create(6755399441055744.0);
            return (value + magic.AsInt64()).AsDouble() - magic;
        }
    }
}
