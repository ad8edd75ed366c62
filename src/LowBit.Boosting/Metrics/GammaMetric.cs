using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of label / mean + ln mean, the gamma distribution's −ln of the density at shape 1. +∞ for a mean of 0 or less.</summary>
sealed class GammaMetric() : PointwiseMetric("gamma")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        MetricLabels.Check(Name, labels, label => label > 0, "numbers above 0");
        Elementary.Log(predictions, Isa.Best, losses);
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = predictions[i] <= 0 ? double.PositiveInfinity : labels[i] / predictions[i] + losses[i];
        }
    }
}
