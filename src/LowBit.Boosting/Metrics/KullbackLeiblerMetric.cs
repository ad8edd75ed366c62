using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>The cross entropy minus the entropy of the labels: 0 where predictions are the labels.</summary>
sealed class KullbackLeiblerMetric() : CrossEntropyMetric("kullback_leibler")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        base.Losses(labels, predictions, losses);
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] += TimesLog(labels[i]) + TimesLog(1 - labels[i]);
        }
    }

    static double TimesLog(double p) => p > 0 ? p * Elementary.Log(p) : 0;
}
