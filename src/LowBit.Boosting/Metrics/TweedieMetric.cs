using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Mean of mean^(2 − p) / (2 − p) − label · mean^(1 − p) / (1 − p), the loss of objective tweedie. At p = 1, where LightGBM
/// divides by 0, it is the poisson metric.
/// </summary>
sealed class TweedieMetric(double power) : PointwiseMetric("tweedie")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            predictions[i] = predictions[i] < PoissonMetric.SmallestRate ? PoissonMetric.SmallestRate : predictions[i];
        }
        Elementary.Log(predictions, Isa.Best, losses);
        for (int i = 0; i < losses.Length; i++)
        {
            double log = losses[i];
            losses[i] = power == 1
                ? predictions[i] - labels[i] * log
                : Elementary.Exp((2 - power) * log) / (2 - power) - labels[i] * Elementary.Exp((1 - power) * log) / (1 - power);
        }
    }
}
