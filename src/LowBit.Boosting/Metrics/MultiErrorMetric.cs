namespace LowBit.Boosting;

/// <summary>
/// Share of rows whose class is not among the most probable ones: where so many others are at least as probable, a tie is an
/// error.
/// </summary>
/// <param name="topCount">Classes that count as right, at most; LightGBM's multi_error_top_k.</param>
sealed class MultiErrorMetric(int topCount = 1)
    : MulticlassMetric(topCount == 1 ? "multi_error" : FormattableString.Invariant($"multi_error@{topCount}"))
{
    protected override void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses)
    {
        int classes = predictions.Length / losses.Length;
        for (int i = 0; i < losses.Length; i++)
        {
            var row = predictions.Slice(i * classes, classes);
            double own = row[ClassOf(labels[i], classes)];
            int atLeast = 0;
            foreach (double p in row)
            {
                atLeast += p >= own ? 1 : 0;
            }
            losses[i] = atLeast > topCount ? 1 : 0;
        }
    }
}
