namespace LowBit.Neural;

/// <summary>A NaN or an infinity in a training, and where it came first.</summary>
public sealed class NonFiniteException : ArithmeticException
{
    /// <summary>In an operand.</summary>
    /// <param name="observation">The first that was not finite.</param>
    public NonFiniteException(SlotObservation observation)
        : base($"{observation?.Layer} had the first NaN or infinity, in {observation?.Slot} at step {observation?.Step}: "
            + $"{observation?.NonFiniteValueCount} of {observation?.Count} values, and {observation?.NonFiniteQuantizedCount} more when "
            + "quantized. Save no checkpoint; go back to the last one.")
    {
        ArgumentNullException.ThrowIfNull(observation);
        (Layer, Slot, Step) = (observation.Layer, observation.Slot, observation.Step);
    }

    /// <summary>In a parameter or its gradient.</summary>
    /// <param name="name">Its name, as in <c>named_parameters</c>.</param>
    /// <param name="isGradient">Whether it is the gradient.</param>
    /// <param name="count">Elements that are NaN or infinite.</param>
    /// <param name="total">Elements.</param>
    internal NonFiniteException(string name, bool isGradient, long count, long total)
        : base($"{(isGradient ? "The gradient of " : "")}{name} has {count} of {total} elements that are NaN or infinite. "
            + "Save no checkpoint; go back to the last one.") => Layer = name;

    /// <summary>Name of the layer, or of the parameter.</summary>
    public string Layer { get; }

    /// <summary>The slot; null for a parameter or its gradient.</summary>
    public GemmSlot? Slot { get; }

    /// <summary>The step; null for a parameter or its gradient.</summary>
    public uint? Step { get; }
}
