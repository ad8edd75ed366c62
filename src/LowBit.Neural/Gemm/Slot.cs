using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>What becomes of one operand of a matrix product. Immutable.</summary>
public sealed record Slot
{
    Slot()
    {
    }

    /// <summary>The float32 values as they are.</summary>
    public static Slot HighPrecision { get; } = new();

    /// <summary>
    /// What another slot made of the same tensor: the forward slot for X and W, <see cref="GemmSlot.GradForInput"/> for
    /// <see cref="GemmSlot.GradForWeight"/>.
    /// </summary>
    public static Slot Reuse { get; } = new() { IsReuse = true };

    /// <summary>The quantizer; null for the other two kinds.</summary>
    public Quantizer? Quantizer { get; private init; }

    /// <summary>Whether the result of another slot is taken.</summary>
    public bool IsReuse { get; private init; }

    /// <summary>
    /// The numbers of a quantizer. The operand is laid out so that its rows run along the contracted axis (see
    /// <see cref="GemmSlot"/>): groups of a row lie along it, and scales by row can be taken out of the product.
    /// </summary>
    /// <param name="quantizer">Format, scales, granularity, transform and rounding.</param>
    public static Slot Of(Quantizer quantizer)
    {
        ArgumentNullException.ThrowIfNull(quantizer);
        return new() { Quantizer = quantizer };
    }

    /// <summary>
    /// Whether rows of the quantizer's matrix are whole samples, with all positions of a sequence or an image, in place of
    /// single positions; for <see cref="GemmSlot.GradForInput"/>. Samples are what the first axis of the input counts.
    /// </summary>
    public bool IsBySample { get; init; }

    /// <summary>What of the gradient goes on to X or W; for <see cref="GemmSlot.XForward"/> and <see cref="GemmSlot.WForward"/>.</summary>
    public Estimator Estimator { get; init; } = Estimator.StraightThrough;

    /// <summary>Whether the operand is made as levels of a byte with scales outside: by tensor, or by row of the slot's layout.</summary>
    internal bool HasLevels => Quantizer is { HasByteLevels: true, Granularity: PerTensor or PerRow } && !HasLearnedStep && !IsBySample;

    internal bool HasLearnedStep => Estimator.Kind == EstimatorKind.LearnedStep;

    internal bool IsStochastic =>
        Quantizer is { Rounding: RoundingMode.Stochastic or RoundingMode.StochasticEqual };
}
