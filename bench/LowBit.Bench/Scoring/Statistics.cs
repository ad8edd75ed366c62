namespace LowBit.Bench;

/// <summary>Averages of a few runs.</summary>
static class Statistics
{
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Null for no value.</summary>
    public static double? GeometricMean(IReadOnlyCollection<double> values) =>
        values.Count == 0 ? null : Math.Exp(values.Average(Math.Log));

    /// <summary>Standard deviation of the sample (n − 1); 0 for one value.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count - 1));
    }
}
