using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Scores candidates without L1, largest step and path smoothing, over packed sums: <see cref="SplitRules.PlainScore"/> with one
/// division a candidate, the same operations in the same order on every path.
/// </summary>
/// <param name="leaf">The leaf.</param>
/// <param name="rules">What is admissible.</param>
/// <param name="path">How to compute.</param>
readonly unsafe struct PlainSplitScan(in LeafSearch leaf, SplitRules rules, KernelPath path)
{
    /// <summary>Candidates that may be read, but do not count, behind the last.</summary>
    public const int Overrun = 7;

    readonly double _gradient = leaf.Totals.Sums.Gradient;
    readonly double _hessian = leaf.Totals.Sums.Hessian;
    readonly double _lambda = rules.LambdaL2InLevels;
    readonly double _lowest = leaf.Least;
    readonly double _highest = leaf.Totals.Sums.Hessian - leaf.Least;

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

    /// <summary>Sums of single bins; of the first, which is no candidate, 0.</summary>
    /// <param name="words">[count] packed sums.</param>
    /// <param name="stride">Words from one bin to the next.</param>
    /// <param name="count">Bins.</param>
    /// <param name="withFirst">The feature's bin 0 is the first of them.</param>
    /// <param name="alone">out: [count] packed sums.</param>
    public static void Singles(long* words, int stride, int count, bool withFirst, long* alone)
    {
        for (int bin = 0; bin < count; bin++)
        {
            alone[bin] = words[bin * stride];
        }
        if (withFirst)
        {
            alone[0] = 0;
        }
    }

    /// <summary>The candidate of the highest score, the first of equals.</summary>
    /// <param name="below">[count + <see cref="Overrun"/>] packed sums of the left side.</param>
    /// <param name="count">Candidates.</param>
    /// <param name="extra">Packed sums that go left in any case.</param>
    /// <returns>Its position and score; −1 and −∞: none is admissible.</returns>
    public (int Position, double Score) Best(long* below, int count, long extra) => path switch
    {
        KernelPath.Avx512 => Best512(below, count, extra),
        KernelPath.Scalar => BestScalar(below, count, extra),
        _ => Best256(below, count, extra),
    };

    (int Position, double Score) BestScalar(long* below, int count, long extra)
    {
        var (position, best) = (-1, double.NegativeInfinity);
        for (int i = 0; i < count; i++)
        {
            var sums = HistogramLayout.Unpack(below[i] + extra);
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
                (position, best) = (i, score);
            }
        }
        return (position, best);
    }

    (int Position, double Score) Best256(long* below, int count, long extra)
    {
        var best = Vector256.Create(double.NegativeInfinity);
        var bestPosition = Vector256.Create(-1L);
        var positions = Vector256<long>.Indices;
        for (int i = 0; i < count; i += Vector256<long>.Count, positions += Vector256.Create((long)Vector256<long>.Count))
        {
            var words = Vector256.Load(below + i) + Vector256.Create(extra);
            var leftHessian = ToDouble(words & Vector256.Create((long)uint.MaxValue));
            var admissible = Vector256.GreaterThanOrEqual(leftHessian, Vector256.Create(_lowest))
                & Vector256.LessThanOrEqual(leftHessian, Vector256.Create(_highest))
                & Vector256.LessThan(positions, Vector256.Create((long)count)).AsDouble();
            if (admissible == Vector256<double>.Zero)
            {
                continue;
            }
            var leftGradient = ToDouble(words >> 32);
            var rightGradient = Vector256.Create(_gradient) - leftGradient;
            var left = leftHessian + Vector256.Create(_lambda);
            var right = Vector256.Create(_hessian) - leftHessian + Vector256.Create(_lambda);
            var scores = (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);
            var better = Vector256.GreaterThan(scores, best) & admissible;
            best = Vector256.ConditionalSelect(better, scores, best);
            bestPosition = Vector256.ConditionalSelect(better.AsInt64(), positions, bestPosition);
        }
        return First((double*)&best, (long*)&bestPosition, Vector256<long>.Count);
    }

    (int Position, double Score) Best512(long* below, int count, long extra)
    {
        var best = Vector512.Create(double.NegativeInfinity);
        var bestPosition = Vector512.Create(-1L);
        var positions = Vector512<long>.Indices;
        for (int i = 0; i < count; i += Vector512<long>.Count, positions += Vector512.Create((long)Vector512<long>.Count))
        {
            var words = Vector512.Load(below + i) + Vector512.Create(extra);
            var leftHessian = Vector512.ConvertToDouble(words & Vector512.Create((long)uint.MaxValue));
            var admissible = Vector512.GreaterThanOrEqual(leftHessian, Vector512.Create(_lowest))
                & Vector512.LessThanOrEqual(leftHessian, Vector512.Create(_highest))
                & Vector512.LessThan(positions, Vector512.Create((long)count)).AsDouble();
            if (admissible == Vector512<double>.Zero)
            {
                continue;
            }
            var leftGradient = Vector512.ConvertToDouble(words >> 32);
            var rightGradient = Vector512.Create(_gradient) - leftGradient;
            var left = leftHessian + Vector512.Create(_lambda);
            var right = Vector512.Create(_hessian) - leftHessian + Vector512.Create(_lambda);
            var scores = (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);
            var better = Vector512.GreaterThan(scores, best) & admissible;
            best = Vector512.ConditionalSelect(better, scores, best);
            bestPosition = Vector512.ConditionalSelect(better.AsInt64(), positions, bestPosition);
        }
        return First((double*)&best, (long*)&bestPosition, Vector512<long>.Count);
    }

    /// <summary>The highest score of the lanes; among equals the lowest position.</summary>
    static (int Position, double Score) First(double* scores, long* positions, int lanes)
    {
        var (position, score) = (-1L, double.NegativeInfinity);
        for (int lane = 0; lane < lanes; lane++)
        {
            if (scores[lane] > score || scores[lane] == score && (ulong)positions[lane] < (ulong)position)
            {
                (position, score) = (positions[lane], scores[lane]);
            }
        }
        return ((int)position, score);
    }

    /// <summary>Exact for |x| &lt; 2⁵¹: the integer becomes the mantissa of a number near 1.5 · 2⁵².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ToDouble(Vector256<long> value)
    {
        var magic = Vector256.Create(6755399441055744.0);
        return (value + magic.AsInt64()).AsDouble() - magic;
    }
}
