using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of −ln of the probability of the label's class; a probability is at least 1e-15.</summary>
sealed class MultiLoglossMetric() : MulticlassMetric("multi_logloss")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        int classes = predictions.Length / losses.Length;
        for (int i = 0; i < losses.Length; i++)
        {
            double p = predictions[i * classes + ClassOf(labels[i], classes)];
            losses[i] = p > Binary.SmallestProbability ? p : Binary.SmallestProbability;
        }
        Elementary.Log(losses, Isa.Best, losses);
        foreach (ref double loss in losses)
        {
            loss = -loss;
        }
    }
}
