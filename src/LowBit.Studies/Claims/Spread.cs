namespace LowBit.Studies;

/// <summary>Mean of independent numbers and its standard error.</summary>
readonly record struct Spread(double Mean, double StandardError)
{
    /// <param name="values">At least one; of one the standard error is NaN.</param>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new(mean, Math.Sqrt(variance / values.Count));
    }
}
