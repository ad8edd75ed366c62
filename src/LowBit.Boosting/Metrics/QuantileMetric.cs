namespace LowBit.Boosting;

/// <summary>Mean of the loss of objective quantile.</summary>
sealed class QuantileMetric(double fraction) : PointwiseMetric("quantile")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double above = labels[i] - predictions[i];
            losses[i] = above < 0 ? (fraction - 1) * above : fraction * above;
        }
    }
}
