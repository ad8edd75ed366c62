namespace LowBit.Boosting;

/// <summary>Mean of the loss of objective huber.</summary>
sealed class HuberMetric(double limit) : PointwiseMetric("huber")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double distance = Math.Abs(predictions[i] - labels[i]);
            losses[i] = distance <= limit ? 0.5 * distance * distance : limit * (distance - 0.5 * limit);
        }
    }
}
