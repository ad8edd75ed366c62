using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>One class against the rest: the weights of both, the slope, the baseline.</summary>
/// <param name="Gradient">Of rows with label 1 and 0.</param>
/// <param name="LogOdds">Baseline.</param>
/// <param name="HasBothClasses">Else there is nothing to learn.</param>
readonly record struct BinaryTask(BinaryGradient Gradient, double LogOdds, bool HasBothClasses)
{
    /// <param name="counts">Rows of the rest, rows of the class, over all ranks.</param>
    /// <param name="share">Weighted share of the class.</param>
    /// <param name="slope">LightGBM's sigmoid.</param>
    /// <param name="isUnbalance">The rarer side weighs as much as the other.</param>
    /// <param name="positiveWeight">Factor on the weight of the class.</param>
    public static BinaryTask From(
        ReadOnlySpan<long> counts, double share, double slope, bool isUnbalance, double positiveWeight)
    {
        bool hasBothClasses = counts[0] > 0 && counts[1] > 0, balances = hasBothClasses && isUnbalance;
        var gradient = new BinaryGradient(
            slope,
            balances && counts[1] > counts[0] ? (double)counts[1] / counts[0] : 1,
            (balances && counts[0] > counts[1] ? (double)counts[0] / counts[1] : 1) * positiveWeight);
        share = Math.Clamp(share, Binary.SmallestProbability, 1 - Binary.SmallestProbability);
        return new(gradient, Elementary.Log(share / (1 - share)) / slope, hasBothClasses);
    }
}

/// <summary>ln(1 + e^(−y · slope · score)) with y = ±1 for labels 1 and 0.</summary>
readonly struct BinaryGradient(double slope, double negativeWeight, double positiveWeight) : IWideGradientOperator
{
    public (double Gradient, double Hessian) Invoke(double score, double label, double weight)
    {
        double signed = (label + label - 1) * slope;
        double response = -signed / (1 + Elementary.Exp(signed * score)), magnitude = Math.Abs(response);
        double classWeight = label > 0 ? positiveWeight : negativeWeight;
        return (response * classWeight * weight, magnitude * (slope - magnitude) * classWeight * weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
        Vector256<double> score, Vector256<double> label, Vector256<double> weight)
    {
        var one = Vector256.Create(1.0);
        var signed = (label + label - one) * slope;
        var response = -signed / (one + Elementary.Exp(signed * score));
        var magnitude = Vector256.Abs(response);
        var isPositive = Vector256.GreaterThan(label, Vector256<double>.Zero);
        var classWeight = Vector256.ConditionalSelect(
            isPositive, Vector256.Create(positiveWeight), Vector256.Create(negativeWeight));
        return (response * classWeight * weight,
            magnitude * (Vector256.Create(slope) - magnitude) * classWeight * weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
        Vector512<double> score, Vector512<double> label, Vector512<double> weight)
    {
        var one = Vector512.Create(1.0);
        var signed = (label + label - one) * slope;
        var response = -signed / (one + Elementary.Exp(signed * score));
        var magnitude = Vector512.Abs(response);
        var isPositive = Vector512.GreaterThan(label, Vector512<double>.Zero);
        var classWeight = Vector512.ConditionalSelect(
            isPositive, Vector512.Create(positiveWeight), Vector512.Create(negativeWeight));
        return (response * classWeight * weight,
            magnitude * (Vector512.Create(slope) - magnitude) * classWeight * weight);
    }
}
