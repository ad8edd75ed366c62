using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>What the weights of layers are between steps. Immutable.</summary>
public sealed record WeightStorage
{
    WeightStorage()
    {
    }

    /// <summary>float32 tensors, as TorchSharp has them.</summary>
    public static WeightStorage Master { get; } = new();

    /// <summary>What makes the codes, of updates or, for frozen weights, of the first values; null for <see cref="Master"/>.</summary>
    public Quantizer? Quantizer { get; private init; }

    /// <summary>Where scales come from in an update.</summary>
    public WeightScaleRule ScaleRule { get; private init; }

    /// <summary>Whether nothing updates them.</summary>
    public bool IsFrozen { get; private init; }

    /// <summary>
    /// What of the first values decides their scales: the number that the largest level stands for. By default the mean of
    /// magnitudes for <see cref="WeightScaleRule.OldRange"/> [Zhao24], the largest one for
    /// <see cref="WeightScaleRule.NewRowRange"/>. The first values are rounded to nearest even.
    /// </summary>
    public ScaleStatistic Initial { get; init; } = ScaleStatistic.AbsMax;

    /// <summary>How updates are rounded; stochastic by default: with nearest, updates below half a step are lost.</summary>
    public RoundingMode Rounding
    {
        get => Quantizer?.Rounding ?? RoundingMode.NearestEven;
        init => Quantizer = Quantizer is { } quantizer ? quantizer with { Rounding = value } : null;
    }

    /// <summary>
    /// Packed codes and scales, and no float32 master: an update rounds what the optimizer makes of them.
    /// </summary>
    /// <param name="format"><c>Codebooks.Ternary</c> or symmetric integers of 2 … 8 bits.</param>
    /// <param name="rule">Where scales come from.</param>
    /// <exception cref="RecipeException">Another format.</exception>
    public static WeightStorage LowBit(NumberFormat format, WeightScaleRule rule)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format != Codebooks.Ternary && format is not IntegerFormat { Kind: IntegerKind.Symmetric, Bits: <= 8, FractionBits: 0 })
        {
            throw new RecipeException(
                $"Weights of {format} cannot be updated. Use Codebooks.Ternary or IntegerFormat.Symmetric of 2 … 8 bits.");
        }
        return new()
        {
            Quantizer = new()
            {
                Format = format,
                Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32),
                Granularity = rule == WeightScaleRule.OldRange ? new PerTensor() : new PerRow(),
                Rounding = RoundingMode.Stochastic,
            },
            ScaleRule = rule,
            Initial = rule == WeightScaleRule.OldRange ? ScaleStatistic.AbsMean() : ScaleStatistic.AbsMax,
        };
    }

    /// <summary>Packed codes and scales that nothing updates; the parameters ask for no gradient.</summary>
    /// <param name="quantizer">Any that can be stored; rows are outputs.</param>
    public static WeightStorage Frozen(Quantizer quantizer)
    {
        ArgumentNullException.ThrowIfNull(quantizer);
        return new() { Quantizer = quantizer, IsFrozen = true };
    }
}
