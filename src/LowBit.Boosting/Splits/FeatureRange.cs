namespace LowBit.Boosting;

/// <summary>Neighbouring features: First … End − 1.</summary>
/// <param name="First">The first.</param>
/// <param name="End">Behind the last.</param>
readonly record struct FeatureRange(int First, int End)
{
    /// <summary>Features in ascending order as the fewest ranges.</summary>
    public static FeatureRange[] Of(IEnumerable<int> features)
    {
        List<FeatureRange> ranges = [];
        foreach (int feature in features)
        {
            if (ranges.Count > 0 && ranges[^1].End == feature)
            {
                ranges[^1] = ranges[^1] with { End = feature + 1 };
            }
            else
            {
                ranges.Add(new(feature, feature + 1));
            }
        }
        return [.. ranges];
    }
}
