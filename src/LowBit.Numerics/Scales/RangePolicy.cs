namespace LowBit.Numerics;

/// <summary>
/// How the range of a tensor that changes from step to step is known. Each kind says what range holds at step t, r(t) being
/// the range observed at step t.
/// </summary>
/// <remarks>Immutable; safe for use from many threads. The five kinds of this library are all there are.</remarks>
public abstract record RangePolicy
{
    private protected RangePolicy()
    {
    }

    /// <summary>r(t): observe, then quantize.</summary>
    public static RangePolicy Current { get; } = new CurrentPolicy();

    /// <summary>
    /// q(t) = decay · q(t − 1) + (1 − decay) · r(t), q(0) = r(0): the step's own range is in it, so it has to be known
    /// before the tensor is quantized.
    /// </summary>
    /// <param name="decay">Above 0 and below 1.</param>
    public static RangePolicy RunningEma(double decay) => new RunningEmaPolicy(Fraction(decay));

    /// <summary>
    /// q(t) = decay · q(t − 1) + (1 − decay) · r(t − 1), q(0) = r(0) [Fournarakis21]: from step 1 on the range is known
    /// before the tensor is. It lags, so values may saturate.
    /// </summary>
    /// <param name="decay">Above 0 and below 1; 0.9 is usual.</param>
    public static RangePolicy InHindsightEma(double decay) => new InHindsightPolicy(Fraction(decay));

    /// <summary>
    /// 2^margin times the ends of r(t − 1) … r(t − length), those that there are; step 0 takes r(0). Delayed scaling.
    /// </summary>
    /// <param name="length">Steps that are remembered, 1 … 65,536.</param>
    /// <param name="reduction">What is made of them.</param>
    /// <param name="margin">Binary digits of room, −64 … 64.</param>
    public static RangePolicy DelayedHistory(int length, HistoryReduction reduction, int margin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length is >= 1 and <= 65_536, true, nameof(length));
        ArgumentOutOfRangeException.ThrowIfNotEqual(margin is >= -64 and <= 64, true, nameof(margin));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Enum.IsDefined(reduction), true, nameof(reduction));
        return new DelayedPolicy(length, reduction, margin);
    }

    /// <summary>A range that stays: calibrated, or learned elsewhere.</summary>
    /// <param name="range">Finite.</param>
    public static RangePolicy Frozen(ValueRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(range is { IsFinite: true, Min: <= 0, Max: >= 0 }, true, nameof(range));
        return new FrozenPolicy(range);
    }

    /// <summary>Whether the range of a step needs what that step observes, even after the first one.</summary>
    internal bool IncludesCurrent => this is CurrentPolicy or RunningEmaPolicy;

    static double Fraction(double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decay is > 0 and < 1, true, nameof(decay));
        return decay;
    }
}

/// <summary>What is made of remembered ranges.</summary>
public enum HistoryReduction
{
    /// <summary>From the smallest of the lower ends to the largest of the upper ones.</summary>
    Max,

    /// <summary>The last one.</summary>
    MostRecent,
}

sealed record CurrentPolicy : RangePolicy;

sealed record RunningEmaPolicy(double Decay) : RangePolicy;

sealed record InHindsightPolicy(double Decay) : RangePolicy;

sealed record DelayedPolicy(int Length, HistoryReduction Reduction, int Margin) : RangePolicy;

sealed record FrozenPolicy(ValueRange Range) : RangePolicy;
