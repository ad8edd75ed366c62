namespace LowBit.Boosting;

/// <summary>What counts as zero; LightGBM's 1e-35f, so that both agree on every value.</summary>
static class ZeroThreshold
{
    public const double Value = 1e-35f;

    /// <summary>
    /// The edge below zero: one ulp under −1e-35f, because LightGBM takes −1e-35f itself for 0 where it reads a matrix.
    /// </summary>
    public static double Below { get; } = Math.BitDecrement(-Value);

    public static bool IsZero(double value) => value is >= -Value and <= Value;
}
