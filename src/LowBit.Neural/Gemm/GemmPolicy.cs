using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// What becomes of the six operands of a linear layer's products. Gradients pass quantizers unchanged: the straight-through
/// estimator. All slots are float32 unless set. Immutable.
/// </summary>
public sealed record GemmPolicy
{
    /// <summary>X of Y = X Wᵀ.</summary>
    public Slot XForward { get; init; } = Slot.HighPrecision;

    /// <summary>W of Y = X Wᵀ.</summary>
    public Slot WForward { get; init; } = Slot.HighPrecision;

    /// <summary>G of ∂X = G W.</summary>
    public Slot GradForInput { get; init; } = Slot.HighPrecision;

    /// <summary>W of ∂X = G W.</summary>
    public Slot WForInput { get; init; } = Slot.HighPrecision;

    /// <summary>G of ∂W = Gᵀ X.</summary>
    public Slot GradForWeight { get; init; } = Slot.HighPrecision;

    /// <summary>X of ∂W = Gᵀ X.</summary>
    public Slot XForWeight { get; init; } = Slot.HighPrecision;

    /// <summary>The slot of an operand.</summary>
    /// <param name="slot">Which.</param>
    public Slot this[GemmSlot slot] => slot switch
    {
        GemmSlot.XForward => XForward,
        GemmSlot.WForward => WForward,
        GemmSlot.GradForInput => GradForInput,
        GemmSlot.WForInput => WForInput,
        GemmSlot.GradForWeight => GradForWeight,
        GemmSlot.XForWeight => XForWeight,
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "No such slot."),
    };

    /// <summary>Checks what can be checked without tensors.</summary>
    /// <exception cref="RecipeException">
    /// A slot reuses what nobody made, a forward slot rounds stochastically (a model would not give the same output twice),
    /// or a quantizer cannot work on any matrix.
    /// </exception>
    public void Validate()
    {
        foreach (var slot in Enum.GetValues<GemmSlot>())
        {
            var choice = this[slot];
            if (choice.IsReuse && slot is (GemmSlot.XForward or GemmSlot.WForward or GemmSlot.GradForInput))
            {
                throw new RecipeException(
                    $"{slot} cannot reuse: it comes first. WForInput, XForWeight and GradForWeight can.");
            }
            if (choice.IsStochastic && slot is (GemmSlot.XForward or GemmSlot.WForward))
            {
                throw new RecipeException(
                    $"{slot} rounds by {choice.Quantizer!.Rounding}: the output would not be the same twice. "
                    + "Stochastic rounding is for the backward slots.");
            }
            // A transform may ask for a shape: a layer tries it on its own.
            if (choice.Quantizer is { Transform: null })
            {
                Try(slot, 2, 2);
            }
        }
    }

    /// <summary>Runs the quantizer of a slot on a matrix of zeros, so that it fails here if it cannot work on the shape.</summary>
    /// <exception cref="RecipeException">It cannot.</exception>
    internal void Try(GemmSlot slot, int rows, int columns)
    {
        if (this[slot].Quantizer is not { } quantizer)
        {
            return;
        }
        var matrix = new float[rows * columns];
        try
        {
            quantizer.FakeQuantize(matrix, rows, columns, default, 0, Isa.Best, matrix);
        }
        catch (ArgumentException e)
        {
            throw new RecipeException(
                $"The quantizer of {slot} cannot work on {rows} × {columns} elements: {e.Message}", e);
        }
    }
}
