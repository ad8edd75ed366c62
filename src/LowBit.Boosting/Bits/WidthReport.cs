namespace LowBit.Boosting;

/// <summary>What <see cref="WidthComparison"/> found. All but times is the same on any number of threads.</summary>
public sealed record WidthReport
{
    /// <summary>The loss that was measured: LightGBM's name of the metric.</summary>
    public required string Loss { get; init; }

    /// <summary>Rows that were compared on.</summary>
    public required int RowCount { get; init; }

    /// <summary>What was asked for.</summary>
    public required WidthOptions Options { get; init; }

    /// <summary>One result a width, ascending; the last is 32 bits.</summary>
    public required IReadOnlyList<WidthResult> Widths { get; init; }

    /// <summary>
    /// The smallest width whose loss is above that of 32 bits by <see cref="WidthOptions.Tolerance"/> at most, with
    /// confidence; 32 where no narrower one is.
    /// </summary>
    public int Recommended => Widths.First(width => width.IsWithin(Options.Tolerance)).Bits;
}

/// <summary>One width: its held-out loss, its time and its rounding.</summary>
public sealed record WidthResult
{
    /// <summary>Gradient bits.</summary>
    public required int Bits { get; init; }

    /// <summary>Mean over the folds of the held-out loss.</summary>
    public required double Loss { get; init; }

    /// <summary>
    /// Lower end of the interval: the loss of 32 bits plus the lower end of the interval of the paired difference. At 32
    /// bits the difference is 0 and both ends are the loss.
    /// </summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double High { get; init; }

    /// <summary>(Loss − loss of 32 bits) / |loss of 32 bits|; NaN where that is 0 ÷ 0.</summary>
    public required double Increase { get; init; }

    /// <summary>Lower end of the interval of <see cref="Increase"/>; the loss of 32 bits counts as known.</summary>
    public required double IncreaseLow { get; init; }

    /// <summary>Upper end of the interval of <see cref="Increase"/>.</summary>
    public required double IncreaseHigh { get; init; }

    /// <summary>Held-out loss of each fold.</summary>
    public required IReadOnlyList<double> FoldLosses { get; init; }

    /// <summary>Median over the folds of the seconds from the first to the last round. Depends on the machine.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Bytes of one leaf's histogram of all used features.</summary>
    public required long HistogramBytes { get; init; }

    /// <summary>What rounding adds to the first tree; null at 32 bits and where the first tree has no split.</summary>
    public RoundingNoise? Rounding { get; init; }

    internal bool IsWithin(double tolerance) => Bits == GradientGrid.ReferenceBits || IncreaseHigh <= tolerance;
}

/// <summary>
/// Noise of rounding in the first tree of 32 bits, its partition of the rows held fixed: what theory predicts, and what
/// <see cref="WidthComparison.RoundingSeeds"/> other seeds measure (docs/bits.md). 0 with rounding to nearest, whose error
/// does not vary.
/// </summary>
/// <param name="LeafPredicted">
/// Standard deviation of a leaf's gradient sum by rounding, relative to that by the sampling of its rows; both variances
/// summed over the leaves.
/// </param>
/// <param name="LeafMeasured">The same, with the variance over seeds.</param>
/// <param name="GainPredicted">Root mean square over the splits of the standard deviation of the gain, relative to the gain.</param>
/// <param name="GainMeasured">The same, with the variance over seeds.</param>
public sealed record RoundingNoise(double LeafPredicted, double LeafMeasured, double GainPredicted, double GainMeasured);

/// <summary>How far a comparison is.</summary>
/// <param name="Training">The training at hand, counted from 1.</param>
/// <param name="TrainingCount">Trainings in all: folds × widths.</param>
/// <param name="Fold">Its fold, counted from 1.</param>
/// <param name="Bits">Its width.</param>
/// <param name="Round">Rounds done of it.</param>
/// <param name="RoundCount">Rounds it has at most.</param>
/// <param name="Loss">Its held-out loss where it has ended, else null.</param>
public sealed record WidthProgress(
    int Training, int TrainingCount, int Fold, int Bits, int Round, int RoundCount, double? Loss);
