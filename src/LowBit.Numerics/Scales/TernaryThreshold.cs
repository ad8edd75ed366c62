namespace LowBit.Numerics;

/// <summary>
/// Ternary weights as in [TWN]: x becomes ±Scale where |x| &gt; Threshold, else 0. The code is not the nearest of
/// −Scale, 0, Scale: that would be the threshold Scale / 2.
/// </summary>
/// <param name="Threshold">factor · mean |x|.</param>
/// <param name="Scale">The mean of the |x| above the threshold.</param>
public readonly record struct TernaryThreshold(double Threshold, double Scale)
{
    internal const double Factor = 0.7;

    /// <summary>
    /// The threshold and the scale of a block. Sums as in <see cref="ScaleStatistic"/>: the same bits on every path. 0 and 0
    /// for zeros and for no values; NaN and NaN if a value is NaN, ∞ and ∞ if one is infinite.
    /// </summary>
    /// <param name="values">The block.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="factor">Above 0 and below 1.</param>
    public static TernaryThreshold Of(ReadOnlySpan<float> values, KernelPath path, double factor = Factor)
    {
        double sum = values.IsEmpty ? 0 : BlockedSum.Of<MagnitudeTerm>(values, 0, path);
        double threshold = Checked(factor) * (values.IsEmpty ? 0 : sum / values.Length);
        if (!(threshold > 0 && double.IsFinite(threshold)))
        {
            return new(threshold, threshold);
        }
        double above = BlockedSum.Of<MagnitudeAboveTerm>(values, threshold, path);
        return new(threshold, above / BlockedSum.Of<CountAboveTerm>(values, threshold, path));
    }

    internal static double Checked(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(factor is > 0 and < 1, true, nameof(factor));
        return factor;
    }
}
