using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Twice the sum of r − ln r − 1, r = label / (mean + 1e-9), times the weights. A sum, not a mean, as in LightGBM: sets of
/// different sizes cannot be compared. +∞ where r is not above 0.
/// </summary>
sealed class GammaDevianceMetric() : PointwiseMetric("gamma_deviance")
{
    const double SmallestMean = 1e-9;

    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        MetricLabels.Check(Name, labels, label => label > 0, "numbers above 0");
        for (int i = 0; i < losses.Length; i++)
        {
            predictions[i] = labels[i] / (predictions[i] + SmallestMean);
        }
        Elementary.Log(predictions, Isa.Best, losses);
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = predictions[i] <= 0 ? double.PositiveInfinity : predictions[i] - losses[i] - 1;
        }
    }

    protected override double Average(double loss, double weight) => 2 * loss;
}
