namespace LowBit.Boosting;

/// <summary>Labels that a metric cannot measure against.</summary>
static class MetricLabels
{
    /// <exception cref="BadDataException">A label is not allowed.</exception>
    public static void Check(string metric, ReadOnlySpan<double> labels, Func<double, bool> isAllowed, string allowed)
    {
        foreach (double label in labels)
        {
            if (!isAllowed(label))
            {
                throw new BadDataException(
                    $"a row to be evaluated has label {label:R}; metric {metric} takes {allowed}. Correct the row's label, or name another metric.");
            }
        }
    }
}
