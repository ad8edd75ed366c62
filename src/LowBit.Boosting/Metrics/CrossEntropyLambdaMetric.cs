using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Mean over rows of the cross entropy of z = 1 − e^(−weight · prediction): the loss of objective cross_entropy_lambda, whose
/// weights stand in the loss and not before it.
/// </summary>
sealed class CrossEntropyLambdaMetric() : CrossEntropyMetric("cross_entropy_lambda")
{
    protected override void WeightedLosses(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            predictions[i] = 1 - Elementary.Exp(-(weights.IsEmpty ? 1 : weights[i]) * predictions[i]);
        }
        Losses(labels, predictions, losses);
    }

    protected override double TotalWeight(EvaluationRows rows) =>
        WeightedMean.TotalWeight(rows.RowCount, [], rows.Collective);
}
