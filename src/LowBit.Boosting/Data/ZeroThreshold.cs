namespace LowBit.Boosting;

/// <summary>What counts as zero; LightGBM's 1e-35f, so that both agree on every value.</summary>
static class ZeroThreshold
{
    public const double Value = 1e-35f;

    public static bool IsZero(double value) => value is >= -Value and <= Value;
}
