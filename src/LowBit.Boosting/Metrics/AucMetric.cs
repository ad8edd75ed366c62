namespace LowBit.Boosting;

/// <summary>
/// The chance that a positive row scores above a negative one, a tie counting one half; rows by weight. 1 where one of the
/// classes has no weight, as in LightGBM.
/// </summary>
sealed class AucMetric() : RankMetric("auc")
{
    /// <summary>The metric of one process's rows.</summary>
    public double OfRows(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights) =>
        Of(scores, labels, weights);

    protected override double OfSorted(
        ReadOnlySpan<int> order, ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        // Weights of the rows above a score, and of those at it.
        double positivesAbove = 0, negativesAbove = 0, positives = 0, negatives = 0, area = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int row = order[i];
            double weight = weights.IsEmpty ? 1 : weights[row];
            (positives, negatives) = labels[row] > 0 ? (positives + weight, negatives) : (positives, negatives + weight);
            if (!EndsTie(order, scores, i))
            {
                continue;
            }
            area += negatives * (positives * 0.5 + positivesAbove);
            positivesAbove += positives;
            negativesAbove += negatives;
            positives = negatives = 0;
        }
        return positivesAbove > 0 && negativesAbove > 0 ? area / (positivesAbove * negativesAbove) : 1;
    }
}
