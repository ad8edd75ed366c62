using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Mean of −label · ln p − (1 − label) · ln(1 − p); both arguments of ln are at least 1e-12. Labels are 0 … 1.</summary>
class CrossEntropyMetric(string name = "cross_entropy") : PointwiseMetric(name)
{
    const double SmallestProbability = 1e-12;

    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        MetricLabels.Check(Name, labels, label => label is >= 0 and <= 1, "probabilities, 0 to 1");
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = Loss(labels[i], predictions[i]);
        }
    }

    protected static double Loss(double label, double p)
    {
        double rest = 1 - p;
        double log = Elementary.Log(p > SmallestProbability ? p : SmallestProbability);
        double logOfRest = Elementary.Log(rest > SmallestProbability ? rest : SmallestProbability);
        return -(label * log + (1 - label) * logOfRest);
    }
}
