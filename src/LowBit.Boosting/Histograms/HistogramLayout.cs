using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Where each feature's bins stand in a leaf's histogram, and how wide a bin is. Packed: one 64-bit word a bin, gradient
/// sum in the high half, hessian sum in the low half; a plain 64-bit add or subtract is exact because the hessian half is
/// never negative and never carries. Wide: two 64-bit words.
/// </summary>
sealed class HistogramLayout
{
    public HistogramLayout(Feature[] features, bool isWide)
    {
        IsWide = isWide;
        Offsets = new int[features.Length + 1];
        for (int feature = 0; feature < features.Length; feature++)
        {
            Offsets[feature + 1] = Offsets[feature] + features[feature].Bins.BinCount;
        }
    }

    /// <summary>A bin is two words: gradient sum, hessian sum.</summary>
    public bool IsWide { get; }

    /// <summary>[features + 1] first bin of each feature, then the number of all bins.</summary>
    public int[] Offsets { get; }

    public int WordsPerBin => IsWide ? 2 : 1;

    public int WordCount => Offsets[^1] * WordsPerBin;

    public int BinCount(int feature) => Offsets[feature + 1] - Offsets[feature];

    /// <summary>32-bit halves hold the sums of all rows.</summary>
    /// <param name="rowCount">Rows of all ranks.</param>
    /// <param name="maxGradient">Largest gradient level.</param>
    /// <param name="maxHessian">Largest hessian level.</param>
    public static bool PackedIsSafe(long rowCount, int maxGradient, int maxHessian) =>
        rowCount <= OverflowBound.SafeCount(Math.Max(maxGradient, maxHessian), int.MaxValue);

    public static long Pack(GradientSums sums) => (sums.Gradient << 32) + sums.Hessian;

    public static GradientSums Unpack(long word) => new(word >> 32, word & uint.MaxValue);
}

/// <summary>The bins of one feature in one leaf.</summary>
/// <param name="start">Its first word.</param>
/// <param name="isWide">Two words a bin.</param>
readonly unsafe struct FeatureHistogram(long* start, bool isWide)
{
    public long* Start => start;

    public bool IsWide => isWide;

    public GradientSums this[int bin] =>
        isWide ? new(start[2 * bin], start[2 * bin + 1]) : HistogramLayout.Unpack(start[bin]);
}
