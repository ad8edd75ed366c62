namespace LowBit.Boosting;

/// <summary>
/// The mean over all pairs of classes of the auc of one class against the other, by the difference of their two raw scores
/// [Kleiman19], all pairs alike. Pairs with a class without weight are left out, where LightGBM gives NaN; 1 if no pair is left.
/// </summary>
sealed class AucMuMetric : IMetric
{
    static readonly AucMetric Auc = new();

    public string Name => "auc_mu";

    public bool HigherIsBetter => true;

    public double Evaluate(EvaluationRows rows)
    {
        var labels = RankMetric.Gather(rows, rows.Labels);
        var weights = RankMetric.Gather(rows, rows.Weights);
        var members = Members(labels, weights, rows.OutputCount);
        double sum = 0;
        int pairs = 0;
        double[][] scores = [.. Enumerable.Range(0, rows.OutputCount).Select(
            output => RankMetric.Gather(rows, rows.Scores(output)).ToArray())];
        for (int first = 0; first < members.Length; first++)
        {
            for (int second = first + 1; second < members.Length; second++)
            {
                if (members[first].Count > 0 && members[second].Count > 0)
                {
                    sum += OfPair(members[first], members[second], scores[first], scores[second], weights);
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 1 : sum / pairs;
    }

    /// <summary>Rows with weight of each class.</summary>
    static List<int>[] Members(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, int classCount)
    {
        List<int>[] members = [.. Enumerable.Range(0, classCount).Select(_ => new List<int>())];
        for (int row = 0; row < labels.Length; row++)
        {
            int label = MulticlassMetric.ClassOf(labels[row], classCount);
            if (weights.IsEmpty || weights[row] > 0)
            {
                members[label].Add(row);
            }
        }
        return members;
    }

    static double OfPair(
        List<int> positives, List<int> negatives, double[] positiveScores, double[] negativeScores, ReadOnlySpan<double> weights)
    {
        int[] rows = [.. positives, .. negatives];
        double[] labels = new double[rows.Length], rowWeights = new double[weights.IsEmpty ? 0 : rows.Length];
        labels.AsSpan(0, positives.Count).Fill(1);
        for (int i = 0; i < rowWeights.Length; i++)
        {
            rowWeights[i] = weights[rows[i]];
        }
        return Auc.OfRows(Array.ConvertAll(rows, row => positiveScores[row] - negativeScores[row]), labels, rowWeights);
    }
}
