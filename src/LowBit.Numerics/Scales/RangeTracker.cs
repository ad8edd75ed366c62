namespace LowBit.Numerics;

/// <summary>
/// The range of one tensor over the steps of a training. A step that <see cref="ObservesFirst"/> calls
/// <see cref="Observe"/> and then reads <see cref="Range"/>; any other reads the range, quantizes, and then observes.
/// Evaluation reads the range and does not observe.
/// </summary>
/// <remarks>
/// Mutable; not safe for use from many threads. Everything is in double and in one order: the same observations give the
/// same bits. What is observed has to be the range of the whole tensor, over all threads and ranks. Allocates when made.
/// </remarks>
public sealed partial class RangeTracker
{
    readonly ValueRange[] _history;
    ValueRange _range;

    /// <summary>A tracker that has seen nothing.</summary>
    /// <param name="policy">How ranges are known.</param>
    public RangeTracker(RangePolicy policy)
    {
        Policy = policy;
        _history = new ValueRange[policy is DelayedPolicy delayed ? delayed.Length : 0];
        Reset();
    }

    /// <summary>How ranges are known.</summary>
    public RangePolicy Policy { get; }

    /// <summary>Observations that counted, of this tracker alone.</summary>
    public long ObservationCount { get; private set; }

    /// <summary>Observations that were not finite, and left no trace but this count.</summary>
    public long SkippedCount { get; private set; }

    /// <summary>
    /// Whether this step has to observe before it reads <see cref="Range"/>: always under Current and RunningEma, never
    /// under Frozen, else until something has been observed.
    /// </summary>
    public bool ObservesFirst => Policy is not FrozenPolicy && (Policy.IncludesCurrent || ObservationCount == 0);

    /// <summary>
    /// The range that holds now. NaN … NaN as long as no finite range has been observed; and under Current when the last
    /// one was not finite.
    /// </summary>
    public ValueRange Range => Policy switch
    {
        FrozenPolicy frozen => frozen.Range,
        DelayedPolicy { Margin: int margin } => new(double.ScaleB(_range.Min, margin), double.ScaleB(_range.Max, margin)),
        _ => _range,
    };

    /// <summary>
    /// Takes in the range of a step. One that is not finite, as gradients under a loss scale give them, is counted and
    /// skipped, so that it does not stay in averages.
    /// </summary>
    /// <param name="observed">The range of this step's values, as <see cref="ValueRange.Of"/> gives it.</param>
    public void Observe(ValueRange observed)
    {
        if (observed.Min > 0 || observed.Max < 0)
        {
            throw new ArgumentException($"{observed} does not contain 0. Use ValueRange.Of.", nameof(observed));
        }
        if (!observed.IsFinite)
        {
            SkippedCount++;
            _range = Policy is CurrentPolicy ? NoRange : _range;
            return;
        }
        _range = Next(observed);
        ObservationCount++;
    }

    /// <summary>Forgets everything; for when the loss scale or the batch size changes.</summary>
    public void Reset()
    {
        (_range, ObservationCount, SkippedCount) = (NoRange, 0, 0);
        Array.Clear(_history);
    }

    static ValueRange NoRange => new(double.NaN, double.NaN);

    ValueRange Next(ValueRange observed) => Policy switch
    {
        RunningEmaPolicy ema => Average(observed, ema.Decay),
        InHindsightPolicy ema => Average(observed, ema.Decay),
        DelayedPolicy { Reduction: HistoryReduction.Max } => MaxOfHistory(observed),
        _ => observed,
    };

    ValueRange Average(ValueRange observed, double decay) => ObservationCount == 0 ? observed
        : new(Average(_range.Min, observed.Min, decay), Average(_range.Max, observed.Max, decay));

    static double Average(double old, double observed, double decay) => decay * old + (1 - decay) * observed;

    // A ring: observation i lies at i mod length.
    ValueRange MaxOfHistory(ValueRange observed)
    {
        _history[ObservationCount % _history.Length] = observed;
        var all = observed;
        foreach (var range in _history)
        {
            all = new(Math.Min(all.Min, range.Min), Math.Max(all.Max, range.Max)); // what is not yet filled is 0 … 0
        }
        return all;
    }
}
