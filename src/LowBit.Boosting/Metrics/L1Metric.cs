namespace LowBit.Boosting;

/// <summary>Mean of |prediction − label|.</summary>
sealed class L1Metric() : PointwiseMetric("l1")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = Math.Abs(predictions[i] - labels[i]);
        }
    }
}
