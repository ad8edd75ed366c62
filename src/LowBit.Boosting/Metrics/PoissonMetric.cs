using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of rate − label · ln rate; the part of the deviance that depends on the rate.</summary>
sealed class PoissonMetric() : PointwiseMetric("poisson")
{
    /// <summary>Rates below this one are taken for it; LightGBM's 1e-10f.</summary>
    public const double SmallestRate = 1e-10f;

    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            predictions[i] = predictions[i] < SmallestRate ? SmallestRate : predictions[i];
        }
        Elementary.Log(predictions, Isa.Best, losses);
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = predictions[i] - labels[i] * losses[i];
        }
    }
}
