namespace LowBit.Numerics;

/// <summary>
/// What of a block decides its scale: the number that is to become the format's largest one. The scale is this number, in
/// most codecs over <see cref="NumberFormat.MaxFinite"/>, made one that the codec has.
/// </summary>
/// <remarks>
/// Immutable; safe for use from many threads. Each gives the same bits on every path: maxima and quantiles look at the
/// values' bits and do not depend on their order; sums are in double, sixteen partial sums in a fixed order. A block
/// without values, or of zeros, gives 0. A block with a NaN gives NaN; one with an infinity and no NaN gives ∞ or NaN.
/// </remarks>
public abstract record ScaleStatistic
{
    private protected ScaleStatistic()
    {
    }

    /// <summary>max |x|.</summary>
    public static ScaleStatistic AbsMax { get; } = new AbsMaxStatistic();

    /// <summary>
    /// max(0, max x) − min(0, min x), for affine grids: the distance of the two ends that the integers of a format cover.
    /// Scales from it are over the count of the format's steps, and come with zero points.
    /// </summary>
    public static ScaleStatistic MinMax { get; } = new MinMaxStatistic();

    /// <summary>factor · √(Σx² / n) [QuEST].</summary>
    /// <param name="factor">Above 0: 2.51393058 for a centred grid of 4 bits, 2.92247856 for E2M1.</param>
    public static ScaleStatistic Rms(double factor) => new RmsStatistic(Positive(factor, nameof(factor)));

    /// <summary>
    /// factor · √(Σ(x − mean)² / n), the mean being the block's. A block far from zero has a small deviation, and most of it
    /// is beyond the format's range then, which is what a constant offset becomes in one element of a Hadamard transform
    /// [Quartet's implementation]: <see cref="Rms"/> has no such blocks.
    /// </summary>
    /// <param name="factor">Above 0.</param>
    public static ScaleStatistic StandardDeviation(double factor) =>
        new DeviationStatistic(Positive(factor, nameof(factor)));

    /// <summary>factor · Σ|x| / n: for a ternary format with factor 1, the scale of BitNet b1.58.</summary>
    /// <param name="factor">Above 0.</param>
    public static ScaleStatistic AbsMean(double factor = 1) => new AbsMeanStatistic(Positive(factor, nameof(factor)));

    /// <summary>
    /// The scale of ternary weights [TWN]: the mean of |x| over the x with |x| above thresholdFactor · mean |x|. The codes
    /// need the threshold too, which is not half the scale: <see cref="TernaryThreshold"/>.
    /// </summary>
    /// <param name="thresholdFactor">0.7 in the paper; above 0 and below 1, so that something is always above.</param>
    public static ScaleStatistic Ternary(double thresholdFactor = TernaryThreshold.Factor) =>
        new TernaryStatistic(TernaryThreshold.Checked(thresholdFactor));

    /// <summary>
    /// The fraction of max |x| whose scale rounds the block to a format with the least error. Candidate c = candidates … 1
    /// is a = max |x| · c / candidates, its scale s = (float)(a / MaxFinite), its error
    /// Σ |x − s · Round(x / s)|^power with nearest even; the first of the least errors, so the largest a, is taken.
    /// A candidate whose s is 0 is passed over; max |x| is the answer where all are. Slow: candidates × n roundings of one
    /// value at a time.
    /// </summary>
    /// <param name="power">2: the mean squared error; 2.4 is the other usual one. Above 0.</param>
    /// <param name="candidates">≥ 1.</param>
    public static ScaleStatistic LeastError(double power = 2, int candidates = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        return new LeastErrorStatistic(Positive(power, nameof(power)), candidates);
    }

    /// <summary>
    /// The k-th smallest |x|, k = ⌈fraction · n⌉, at least 1: exact, a value of the block, not interpolated.
    /// </summary>
    /// <param name="fraction">0 … 1; 1 is max |x|, ½ the lower median.</param>
    public static ScaleStatistic Quantile(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(fraction is >= 0 and <= 1, true, nameof(fraction));
        return new QuantileStatistic(fraction);
    }

    /// <summary>
    /// A given number, whatever the values are: a learned clip, a range from a <see cref="RangeTracker"/>, or, as
    /// scale · MaxFinite, a learned scale [LSQ].
    /// </summary>
    /// <param name="value">≥ 0, ∞ or NaN.</param>
    public static ScaleStatistic Learned(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return new LearnedStatistic(value);
    }

    /// <summary>Whether scales come with zero points: <see cref="MinMax"/> alone.</summary>
    public bool IsAffine => this is MinMaxStatistic;

    /// <summary>The statistic of a block.</summary>
    /// <param name="block">Its values, in row-major order.</param>
    /// <param name="format">What they will be rounded to; looked at by <see cref="LeastError"/> alone.</param>
    /// <param name="path">How to compute it.</param>
    /// <returns>≥ 0, ∞ or NaN.</returns>
    public abstract double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path);

    static double Positive(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, name);
        return value;
    }
}
