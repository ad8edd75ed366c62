namespace LowBit.Boosting;

/// <summary>Root of the mean of (prediction − label)².</summary>
sealed class RmseMetric() : L2Metric("rmse")
{
    protected override double Average(double loss, double weight) => Math.Sqrt(loss / weight);
}
