namespace LowBit.Boosting;

/// <summary>Share of rows on the wrong side of one half; a probability of one half is negative. Labels above 0 are positive.</summary>
sealed class BinaryErrorMetric() : PointwiseMetric("binary_error")
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = predictions[i] > 0.5 == labels[i] > 0 ? 0 : 1;
        }
    }
}
