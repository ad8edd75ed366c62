using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>How a layer keeps X from the forward to the backward pass. Immutable.</summary>
public sealed record SavedInput
{
    SavedInput()
    {
    }

    /// <summary>
    /// The float32 values, shared with whoever made them; what the forward slot made of them where
    /// <see cref="GemmSlot.XForWeight"/> reuses it.
    /// </summary>
    public static SavedInput Values { get; } = new();

    /// <summary>
    /// The operand of <see cref="GemmSlot.XForWeight"/>, made in the forward pass: the same numbers as with
    /// <see cref="Values"/>, in a byte an element where they are integers of at most 8 bits.
    /// </summary>
    public static SavedInput Operand { get; } = new() { IsOperand = true };

    /// <summary>The quantizer of <see cref="Codes"/>; null for the others.</summary>
    public Quantizer? Quantizer { get; private init; }

    /// <summary>Whether it is <see cref="Operand"/>.</summary>
    public bool IsOperand { get; private init; }

    /// <summary>
    /// Packed codes and scales of X [rows × inputs]; the backward pass takes the numbers that they stand for as X [Pan21].
    /// </summary>
    /// <param name="quantizer">One that can be stored; rounding to nearest, or stochastic for an unbiased ∂W.</param>
    public static SavedInput Codes(Quantizer quantizer)
    {
        ArgumentNullException.ThrowIfNull(quantizer);
        return new() { Quantizer = quantizer };
    }
}
