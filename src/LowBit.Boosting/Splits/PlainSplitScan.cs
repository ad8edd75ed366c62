using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>
/// The search without L1, largest step and path smoothing, over packed sums. In levels, with λ' = λ / hessian scale,
/// gain = (GL² · HR + GR² · HL) / (HL · HR) where HL, HR include λ': one division a candidate, the same operations in
/// the same order on every path.
/// </summary>
static unsafe class PlainSplitScan
{
    /// <summary>Sums of the bins up to each bin, the missing bin left out.</summary>
    /// <param name="words">[count] packed sums.</param>
    /// <param name="count">Bins.</param>
    /// <param name="missingBin">Bin to leave out, or −1.</param>
    /// <param name="below">out: [count] packed sums.</param>
    public static void PrefixSums(long* words, int count, int missingBin, long* below)
    {
        long sum = 0;
        for (int bin = 0; bin < count; bin++)
        {
            sum += bin == missingBin ? 0 : words[bin];
            below[bin] = sum;
        }
    }

    /// <summary>Updates the best split with the candidates of one direction of missing values.</summary>
    /// <param name="below">[count] packed sums of the bins up to each bin.</param>
    /// <param name="count">Candidates.</param>
    /// <param name="extra">Packed sums that go left in any case.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="rules">What is admissible.</param>
    /// <param name="useVectors">Vector path.</param>
    /// <param name="missingGoesLeft">Direction of missing values.</param>
    /// <param name="best">in, out: the best split so far.</param>
    public static void Find(
        long* below, int count, long extra, in LeafTotals leaf, SplitRules rules, bool useVectors,
        bool missingGoesLeft, ref Split best)
    {
        var scan = new Scan(leaf, rules);
        var (bin, levels) = useVectors ? scan.Vector(below, count, extra) : scan.Scalar(below, 0, count, extra, -1, double.NegativeInfinity);
        if (bin < 0)
        {
            return;
        }
        // a higher bin whose missing rows go left ties with a lower bin only by its bin
        double gain = levels * rules.GainUnit - rules.GainToBeat(leaf);
        if (gain > best.Gain || gain == best.Gain && bin < best.Bin)
        {
            best.Gain = gain;
            best.Bin = bin;
            best.MissingGoesLeft = missingGoesLeft;
            best.Left = HistogramLayout.Unpack(below[bin] + extra);
        }
    }

    readonly struct Scan(in LeafTotals leaf, SplitRules rules)
    {
        readonly double _gradient = leaf.Sums.Gradient;
        readonly double _hessian = leaf.Sums.Hessian;
        readonly double _lambda = rules.LambdaL2InLevels;
        readonly double _lowest = rules.LowestHessian(leaf);
        readonly double _highest = leaf.Sums.Hessian - rules.LowestHessian(leaf);

        public (int Bin, double Gain) Scalar(long* below, int begin, int end, long extra, int bestBin, double best)
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
                double gain = (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);
                if (gain > best)
                {
                    best = gain;
                    bestBin = bin;
                }
            }
            return (bestBin, best);
        }

        public (int Bin, double Gain) Vector(long* below, int count, long extra)
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
                var gain = (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);
                var better = Vector256.GreaterThan(gain, best) & admissible;
                best = Vector256.ConditionalSelect(better, gain, best);
                bestBin = Vector256.ConditionalSelect(better.AsInt64(), bins, bestBin);
            }
            var (first, highestGain) = Lowest(bestBin, best);
            return Scalar(below, bin, count, extra, first, highestGain);
        }

        /// <summary>The highest gain; among equals the lowest bin.</summary>
        static (int Bin, double Gain) Lowest(Vector256<long> bins, Vector256<double> gains)
        {
            int bin = -1;
            double gain = double.NegativeInfinity;
            for (int lane = 0; lane < 4; lane++)
            {
                if (bins[lane] >= 0 && (gains[lane] > gain || gains[lane] == gain && bins[lane] < bin))
                {
                    (bin, gain) = ((int)bins[lane], gains[lane]);
                }
            }
            return (bin, gain);
        }

        /// <summary>Exact for |x| &lt; 2⁵¹: the integer becomes the mantissa of a number near 1.5 · 2⁵².</summary>
        static Vector256<double> ToDouble(Vector256<long> value)
        {
            var magic = Vector256.Create(6755399441055744.0);
            return (value + magic.AsInt64()).AsDouble() - magic;
        }
    }
}
