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
        ExactSum sum = new(), weight = new();
        if (weights.IsEmpty)
        {
            sum.Add(values);
            weight.Add(values.Length);
        }
        else
        {
            weight.Add(weights);
            for (int row = 0; row < values.Length; row++)
            {
                sum.Add(values[row] * weights[row]);
            }
        }
        ranks.AllReduceSum(sum.Limbs);
        ranks.AllReduceSum(weight.Limbs);
        return weight.Value > 0 ? sum.Value / weight.Value : throw new BadDataException(
            "the weights of all rows are 0; at least one must be above 0. Correct the weights, or train without them.");
    }
}
