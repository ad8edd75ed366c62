using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of c · |d| − c² · ln(1 + |d| / c), d = prediction − label: the loss of objective fair.</summary>
sealed class FairMetric(double c) : PointwiseMetric("fair")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double ratio = Math.Abs(predictions[i] - labels[i]) / c, u = 1 + ratio;
            // ln u · ratio / (u − 1): the error of u cancels
            double log = u == 1 ? ratio : Elementary.Log(u) * (ratio / (u - 1));
            losses[i] = c * c * (ratio - log);
        }
    }
}
