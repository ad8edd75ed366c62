using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of −ln of the probability of the label; a probability is at least 1e-15. Labels above 0 are positive.</summary>
sealed class BinaryLoglossMetric() : PointwiseMetric("binary_logloss")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double p = labels[i] > 0 ? predictions[i] : 1 - predictions[i];
            losses[i] = p > Binary.SmallestProbability ? p : Binary.SmallestProbability;
        }
        Elementary.Log(losses, Isa.Best, losses);
        foreach (ref double loss in losses)
        {
            loss = -loss;
        }
    }
}
