using System.Buffers;

namespace LowBit.Boosting;

/// <summary>
/// The chance that a positive row scores above a negative one, a tie counting one half; rows by weight. 1 where one of the
/// classes has no weight, as in LightGBM. Labels above 0 are positive. Rows of all ranks are gathered in the order of the
/// ranks and sorted by raw score, ties in that order, so the sums have one order.
/// </summary>
sealed class AucMetric : IMetric
{
    public string Name => "auc";

    public bool HigherIsBetter => true;

    public double Evaluate(EvaluationRows rows)
    {
        var scores = Gather(rows, rows.Scores(0));
        var labels = Gather(rows, rows.Labels);
        var weights = Gather(rows, rows.Weights);
        int[] order = ArrayPool<int>.Shared.Rent(scores.Length);
        ScoreOrder.Descending(scores, order);
        double auc = OfSorted(order.AsSpan(0, scores.Length), scores, labels, weights);
        ArrayPool<int>.Shared.Return(order);
        return auc;
    }

    static double OfSorted(
        ReadOnlySpan<int> order, ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        // Weights of the rows above a score, and of those at it.
        double positivesAbove = 0, negativesAbove = 0, positives = 0, negatives = 0, area = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int row = order[i];
            double weight = weights.IsEmpty ? 1 : weights[row];
            (positives, negatives) = labels[row] > 0 ? (positives + weight, negatives) : (positives, negatives + weight);
            if (i + 1 < order.Length && scores[order[i + 1]] == scores[row])
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

    static ReadOnlySpan<double> Gather(EvaluationRows rows, ReadOnlySpan<double> values) =>
        rows.Collective.Size == 1 ? values : rows.Collective.AllGather(values);
}
