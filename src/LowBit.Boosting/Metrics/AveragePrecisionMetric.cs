namespace LowBit.Boosting;

/// <summary>
/// The mean over the positive rows of the share of positives among the rows that score as high or higher; rows by weight.
/// 1 where one of the classes has no weight, as in LightGBM.
/// </summary>
sealed class AveragePrecisionMetric() : RankMetric("average_precision")
{
    protected override double OfSorted(
        ReadOnlySpan<int> order, ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        // Weights down to a score, and of the positives at it.
        double positives = 0, all = 0, positivesHere = 0, sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int row = order[i];
            double weight = weights.IsEmpty ? 1 : weights[row];
            all += weight;
            positivesHere += labels[row] > 0 ? weight : 0;
            if (EndsTie(order, scores, i) && positivesHere > 0)
            {
                positives += positivesHere;
                sum += positivesHere * (positives / all);
                positivesHere = 0;
            }
        }
        return positives > 0 && positives != all ? sum / positives : 1;
    }
}
