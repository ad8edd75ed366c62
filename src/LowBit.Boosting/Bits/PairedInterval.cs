namespace LowBit.Boosting;

/// <summary>
/// Mean and two-sided interval of paired differences of cross-validation. Folds share training rows, so their differences
/// are not independent and s² / k is too small; the corrected resampled variance s² (1/k + n_test / n_train) [Nadeau03
/// §3.2] stands in its place, with Student's t of k − 1 degrees. It takes the differences to be near normal.
/// </summary>
readonly record struct PairedInterval(double Mean, double Low, double High)
{
    /// <param name="differences">One a fold, at least two.</param>
    /// <param name="testShare">Held-out rows a training row.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static PairedInterval Of(ReadOnlySpan<double> differences, double testShare, double confidence)
    {
        int count = differences.Length;
        double mean = 0, squares = 0;
        foreach (double difference in differences)
        {
            mean += difference / count;
        }
        foreach (double difference in differences)
        {
            squares += (difference - mean) * (difference - mean);
        }
        double variance = squares / (count - 1) * (1.0 / count + testShare);
        double half = StudentT.Quantile(confidence, count - 1) * Math.Sqrt(variance);
        return new(mean, mean - half, mean + half);
    }
}
