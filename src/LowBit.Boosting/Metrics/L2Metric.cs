namespace LowBit.Boosting;

/// <summary>Mean of (prediction − label)².</summary>
class L2Metric(string name = "l2") : PointwiseMetric(name)
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double difference = predictions[i] - labels[i];
            losses[i] = difference * difference;
        }
    }
}
