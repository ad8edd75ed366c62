using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Scores candidates without L1, largest step and path smoothing, over packed sums: <see cref="SplitRules.PlainScore"/> with one
/// division a candidate that may be the best, the same operations in the same order on every path. It is given one side of each; which one changes no bit.
/// </summary>
/// <param name="leaf">The leaf.</param>
/// <param name="rules">What is admissible.</param>
/// <param name="path">How to compute.</param>
readonly unsafe struct PlainSplitScan(in LeafSearch leaf, SplitRules rules, KernelPath path)
{
    /// <summary>Candidates that may be read, but do not count, behind the last.</summary>
    public const int Overrun = 7;

    /// <summary>
    /// From the highest score so far to a bar for others: a candidate whose dividend is below its divisor times the bar has a lower
    /// score, whatever rounds, and needs no division, which takes longer than all else.
    /// </summary>
    const double JustBelow = 1 - 1e-12;

    /// <summary>Candidates after which the bar is raised: to find the highest of the lanes takes as long as some divisions.</summary>
    const int BarInterval = 64;

    readonly double _gradient = leaf.Totals.Sums.Gradient;
    readonly double _hessian = leaf.Totals.Sums.Hessian;
    readonly double _lambda = rules.LambdaL2InLevels;
    readonly double _lowest = leaf.Least;
    readonly double _highest = leaf.Totals.Sums.Hessian - leaf.Least;

    /// <summary>The candidate of the highest score, the first of equals.</summary>
    /// <param name="sides">[count + <see cref="Overrun"/>] packed sums of one side.</param>
    /// <param name="count">Candidates.</param>
    /// <param name="extra">Packed sums that this side has besides.</param>
    /// <returns>Its position and score; −1 and −∞: none is admissible.</returns>
    public (int Position, double Score) Best(long* sides, int count, long extra) => path switch
    {
        KernelPath.Avx512 => Best512(sides, count, extra),
        KernelPath.Scalar => BestScalar(sides, count, extra),
        _ => Best256(sides, count, extra),
    };

    (int Position, double Score) BestScalar(long* sides, int count, long extra)
    {
        var (position, best) = (-1, double.NegativeInfinity);
        for (int i = 0; i < count; i++)
        {
            var sums = HistogramLayout.Unpack(sides[i] + extra);
            double gradient = sums.Gradient, hessian = sums.Hessian;
            if (hessian < _lowest || hessian > _highest)
            {
                continue;
            }
            double otherGradient = _gradient - gradient;
            double curvature = hessian + _lambda, other = _hessian - hessian + _lambda;
            double score = SplitRules.PlainScore(gradient, curvature, otherGradient, other);
            if (score > best)
            {
                (position, best) = (i, score);
            }
        }
        return (position, best);
    }

    (int Position, double Score) Best256(long* sides, int count, long extra)
    {
        Vector256<double> best = Vector256.Create(double.NegativeInfinity), bar = best;
        var bestPosition = Vector256.Create(-1L);
        var positions = Vector256<long>.Indices;
        for (int i = 0; i < count; i += Vector256<long>.Count, positions += Vector256.Create((long)Vector256<long>.Count))
        {
            if (i % BarInterval == 0)
            {
                bar = Vector256.Create(Highest(best) * JustBelow);
            }
            var words = Vector256.Load(sides + i) + Vector256.Create(extra);
            var hessian = ToDouble(words & Vector256.Create((long)uint.MaxValue));
            var admissible = Vector256.GreaterThanOrEqual(hessian, Vector256.Create(_lowest))
                & Vector256.LessThanOrEqual(hessian, Vector256.Create(_highest))
                & Vector256.LessThan(positions, Vector256.Create((long)count)).AsDouble();
            if (admissible == Vector256<double>.Zero)
            {
                continue;
            }
            var gradient = ToDouble(words >> 32);
            var otherGradient = Vector256.Create(_gradient) - gradient;
            var curvature = hessian + Vector256.Create(_lambda);
            var other = Vector256.Create(_hessian) - hessian + Vector256.Create(_lambda);
            var dividend = gradient * gradient * other + otherGradient * otherGradient * curvature;
            var divisor = curvature * other;
            if ((Vector256.GreaterThanOrEqual(dividend, divisor * bar) & admissible) == Vector256<double>.Zero)
            {
                continue;
            }
            var scores = dividend / divisor;
            var better = Vector256.GreaterThan(scores, best) & admissible;
            best = Vector256.ConditionalSelect(better, scores, best);
            bestPosition = Vector256.ConditionalSelect(better.AsInt64(), positions, bestPosition);
        }
        return First((double*)&best, (long*)&bestPosition, Vector256<long>.Count);
    }

    (int Position, double Score) Best512(long* sides, int count, long extra)
    {
        Vector512<double> best = Vector512.Create(double.NegativeInfinity), bar = best;
        var bestPosition = Vector512.Create(-1L);
        var positions = Vector512<long>.Indices;
        for (int i = 0; i < count; i += Vector512<long>.Count, positions += Vector512.Create((long)Vector512<long>.Count))
        {
            if (i % BarInterval == 0)
            {
                bar = Vector512.Create(Highest(best) * JustBelow);
            }
            var words = Vector512.Load(sides + i) + Vector512.Create(extra);
            var hessian = Vector512.ConvertToDouble(words & Vector512.Create((long)uint.MaxValue));
            var admissible = Vector512.GreaterThanOrEqual(hessian, Vector512.Create(_lowest))
                & Vector512.LessThanOrEqual(hessian, Vector512.Create(_highest))
                & Vector512.LessThan(positions, Vector512.Create((long)count)).AsDouble();
            if (admissible == Vector512<double>.Zero)
            {
                continue;
            }
            var gradient = Vector512.ConvertToDouble(words >> 32);
            var otherGradient = Vector512.Create(_gradient) - gradient;
            var curvature = hessian + Vector512.Create(_lambda);
            var other = Vector512.Create(_hessian) - hessian + Vector512.Create(_lambda);
            var dividend = gradient * gradient * other + otherGradient * otherGradient * curvature;
            var divisor = curvature * other;
            if ((Vector512.GreaterThanOrEqual(dividend, divisor * bar) & admissible) == Vector512<double>.Zero)
            {
                continue;
            }
            var scores = dividend / divisor;
            var better = Vector512.GreaterThan(scores, best) & admissible;
            best = Vector512.ConditionalSelect(better, scores, best);
            bestPosition = Vector512.ConditionalSelect(better.AsInt64(), positions, bestPosition);
        }
        return First((double*)&best, (long*)&bestPosition, Vector512<long>.Count);
    }

    static double Highest(Vector512<double> scores) => Highest(Vector256.Max(scores.GetLower(), scores.GetUpper()));

    static double Highest(Vector256<double> scores)
    {
        var pair = Vector128.Max(scores.GetLower(), scores.GetUpper());
        return Math.Max(pair[0], pair[1]);
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
