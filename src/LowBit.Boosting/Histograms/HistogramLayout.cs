using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Where each feature's bins stand in a leaf's histogram, and of which words a bin consists. Packed: one 64-bit word, gradient
/// sum in the high half, hessian sum in the low half; a plain 64-bit add or subtract is exact because the hessian half is
/// never negative and never carries. Wide: two 64-bit words. Where rows are counted their number is one word more.
/// </summary>
sealed class HistogramLayout
{
    /// <param name="features">The features.</param>
    /// <param name="isWide">Gradient and hessian sums have words of their own.</param>
    /// <param name="countsRows">Bins have row counts: hessian levels do not count rows, and gains depend on counts.</param>
    public HistogramLayout(Feature[] features, bool isWide, bool countsRows = false)
    {
        (IsWide, CountsRows) = (isWide, countsRows);
        Offsets = new int[features.Length + 1];
        for (int feature = 0; feature < features.Length; feature++)
        {
            Offsets[feature + 1] = Offsets[feature] + features[feature].Bins.BinCount;
        }
    }

    /// <summary>Gradient sum and hessian sum have words of their own.</summary>
    public bool IsWide { get; }

    /// <summary>The last word of a bin is its row count.</summary>
    public bool CountsRows { get; }

    /// <summary>[features + 1] first bin of each feature, then the number of all bins.</summary>
    public int[] Offsets { get; }

    public int WordsPerBin => (IsWide ? 2 : 1) + (CountsRows ? 1 : 0);

    public int WordCount => Offsets[^1] * WordsPerBin;

    public int BinCount(int feature) => Offsets[feature + 1] - Offsets[feature];

    /// <summary>Words of neighbouring features.</summary>
    public int WordsOf(FeatureRange range) => (Offsets[range.End] - Offsets[range.First]) * WordsPerBin;

    /// <summary>Where a feature's bins stand.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="words">A leaf's histogram.</param>
    public unsafe long* Start(int feature, long* words) => words + (long)Offsets[feature] * WordsPerBin;

    /// <summary>The bins of a feature.</summary>
    /// <inheritdoc cref="Start"/>
    public unsafe FeatureHistogram Of(int feature, long* words) => new(Start(feature, words), this);

    /// <summary>Writes the words of a bin.</summary>
    /// <param name="sums">Its sums.</param>
    /// <param name="rowCount">Its rows.</param>
    /// <param name="words">out: [<see cref="WordsPerBin"/>].</param>
    public void Store(GradientSums sums, long rowCount, Span<long> words)
    {
        if (IsWide)
        {
            (words[0], words[1]) = (sums.Gradient, sums.Hessian);
        }
        else
        {
            words[0] = Pack(sums);
        }
        if (CountsRows)
        {
            words[^1] = rowCount;
        }
    }

    /// <summary>32-bit halves hold the sums of all rows.</summary>
    /// <param name="rowCount">Rows of all ranks.</param>
    /// <param name="maxGradient">Largest gradient level.</param>
    /// <param name="maxHessian">Largest hessian level.</param>
    public static bool PackedIsSafe(long rowCount, int maxGradient, int maxHessian) =>
        rowCount <= OverflowBound.SafeCount(Math.Max(maxGradient, maxHessian), int.MaxValue);

    public static long Pack(GradientSums sums) => (sums.Gradient << 32) + sums.Hessian;

    public static GradientSums Unpack(long word) => new(word >> 32, word & uint.MaxValue);
}
