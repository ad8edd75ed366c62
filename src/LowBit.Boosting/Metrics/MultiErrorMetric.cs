namespace LowBit.Boosting;

/// <summary>Share of rows where another class is at least as probable as the label's: a tie is an error.</summary>
sealed class MultiErrorMetric() : MulticlassMetric("multi_error")
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
            losses[i] = atLeast > 1 ? 1 : 0;
        }
    }
}
