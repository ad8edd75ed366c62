using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Σ weight · value / Σ weight over the rows of all ranks; each sum is exact but for one rounding.</summary>
static class WeightedMean
{
    /// <param name="values">Values of this rank's rows.</param>
    /// <param name="weights">Weights of this rank's rows; empty: every row weighs 1.</param>
    /// <param name="ranks">The ranks of this run.</param>
    public static double Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ICollective ranks)
    {
        var sum = new ExactSum();
        if (weights.IsEmpty)
        {
            sum.Add(values);
        }
        for (int row = 0; row < weights.Length; row++)
        {
            sum.Add(values[row] * weights[row]);
        }
        ranks.AllReduceSum(sum.Limbs);
        return sum.Value / RequiredWeight(values.Length, weights, ranks);
    }

    /// <summary>The weight of all rows; throws where it is 0.</summary>
    public static double RequiredWeight(int rowCount, ReadOnlySpan<double> weights, ICollective ranks)
    {
        double total = TotalWeight(rowCount, weights, ranks);
        return total > 0 ? total : throw new BadDataException(
            "the weights of all rows are 0; at least one must be above 0. Correct the weights, or train without them.");
    }

    /// <summary>The weight of all rows.</summary>
    public static double TotalWeight(int rowCount, ReadOnlySpan<double> weights, ICollective ranks)
    {
        var total = new ExactSum();
        if (weights.IsEmpty)
        {
            total.Add(rowCount);
        }
        total.Add(weights);
        ranks.AllReduceSum(total.Limbs);
        return total.Value;
    }
}
