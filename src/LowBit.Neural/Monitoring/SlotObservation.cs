using System.Text.Json.Serialization;

namespace LowBit.Neural;

/// <summary>What a slot of a layer did to its operand at one step: the numbers q that it made of the values x.</summary>
/// <param name="Layer">Name of the layer, as in <c>named_modules</c>.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Step">Number of the update.</param>
public sealed record SlotObservation(string Layer, GemmSlot Slot, uint Step)
{
    /// <summary>Elements; of a convolution in groups, of all groups.</summary>
    public long Count { get; init; }

    /// <summary>max |x|; NaN or ∞ where there is one.</summary>
    public double AbsMax { get; init; }

    /// <summary>Mean of q − x.</summary>
    public double Bias { get; init; }

    /// <summary>Mean of (q − x)² less Bias²: of a gradient that is rounded stochastically, the variance that rounding adds.</summary>
    public double ErrorVariance { get; init; }

    /// <summary>10 log₁₀ (Σx² / Σ(q − x)²); ∞ without error.</summary>
    public double SqnrDecibels { get; init; }

    /// <summary>Share of x ≠ 0 with q = 0, of all finite elements.</summary>
    public double UnderflowRate { get; init; }

    /// <summary>
    /// Share of x beyond the ends of the format's range under its scale, of all finite elements; null without a quantizer, with
    /// a transform or a learned step, and for rows that are samples.
    /// </summary>
    public double? SaturationRate { get; init; }

    /// <summary>
    /// Share of codes that are others than at the observation before; <see cref="GemmSlot.WForward"/> alone, formats of at most
    /// 8 bits without a learned step; null at the first observation.
    /// </summary>
    public double? FlipRate { get; init; }

    /// <summary>x that are NaN or infinite.</summary>
    public long NonFiniteValueCount { get; init; }

    /// <summary>q that are NaN or infinite where x is finite.</summary>
    public long NonFiniteQuantizedCount { get; init; }

    /// <summary>Whether all are finite.</summary>
    [JsonIgnore]
    public bool IsFinite => NonFiniteValueCount + NonFiniteQuantizedCount == 0;
}
