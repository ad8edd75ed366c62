namespace LowBit.Boosting;

/// <summary>Mean of |prediction − label| / max(1, |label|).</summary>
sealed class MapeMetric() : PointwiseMetric("mape")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double size = Math.Abs(labels[i]);
            losses[i] = Math.Abs(labels[i] - predictions[i]) / (size > 1 ? size : 1);
        }
    }
}
