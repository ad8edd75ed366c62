using System.Buffers;

namespace LowBit.Boosting;

/// <summary>
/// A metric of the order of the raw scores. Rows of all ranks are gathered in the order of the ranks and sorted by score,
/// ties in that order, so sums have one order. Labels above 0 are positive.
/// </summary>
abstract class RankMetric(string name) : IMetric
{
    public string Name => name;

    public bool HigherIsBetter => true;

    public double Evaluate(EvaluationRows rows) =>
        Of(Gather(rows, rows.Scores(0)), Gather(rows, rows.Labels), Gather(rows, rows.Weights));

    /// <summary>The metric of gathered rows.</summary>
    protected double Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        int[] order = ArrayPool<int>.Shared.Rent(scores.Length);
        ScoreOrder.Descending(scores, order);
        double value = OfSorted(order.AsSpan(0, scores.Length), scores, labels, weights);
        ArrayPool<int>.Shared.Return(order);
        return value;
    }

    public static ReadOnlySpan<double> Gather(EvaluationRows rows, ReadOnlySpan<double> values) =>
        rows.Collective.Size == 1 ? values : rows.Collective.AllGather(values);

    /// <param name="order">Rows by descending score.</param>
    /// <param name="scores">[rows].</param>
    /// <param name="labels">[rows].</param>
    /// <param name="weights">[rows], or empty where every row weighs 1.</param>
    protected abstract double OfSorted(
        ReadOnlySpan<int> order, ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights);

    /// <summary>Row i of the order is the last one of its score.</summary>
    protected static bool EndsTie(ReadOnlySpan<int> order, ReadOnlySpan<double> scores, int i) =>
        i + 1 == order.Length || scores[order[i + 1]] != scores[order[i]];
}
