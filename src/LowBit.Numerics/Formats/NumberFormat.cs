namespace LowBit.Numerics;

/// <summary>
/// A finite set of numbers, each with a code. Three verbs: <c>Round</c> takes a value to a number of the set,
/// <c>Encode</c> to its code, <c>Decode</c> takes a code to the number: Decode(Encode(x)) = Round(x) for every x but a NaN
/// that the format has no code for.
/// </summary>
/// <remarks>Immutable; safe for use from many threads.</remarks>
public abstract partial record NumberFormat
{
    /// <summary>The name, as in the literature: E4M3Fn, Int8, NF4 …</summary>
    public required string Name { get; init; }

    /// <summary>Bits of a code, 1 … 32.</summary>
    public abstract int CodeBits { get; }

    /// <summary>The largest finite number.</summary>
    public abstract double MaxFinite { get; }

    /// <summary>The smallest (most negative) finite number.</summary>
    public abstract double MinFinite { get; }

    /// <summary>The code of a value, rounded once.</summary>
    /// <param name="value">Any double; NaN gives the format's NaN, or 0 where it has none.</param>
    /// <param name="mode">How it is rounded.</param>
    /// <param name="random">A random word; looked at by the stochastic modes alone.</param>
    public abstract uint Encode(double value, RoundingMode mode = RoundingMode.NearestEven, uint random = 0);

    /// <summary>The number of a code; bits above <see cref="CodeBits"/> are ignored.</summary>
    public abstract float Decode(uint code);

    /// <summary>The number that a value is rounded to, once. A NaN stays NaN, even where the format has none.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="mode">How it is rounded.</param>
    /// <param name="random">A random word; looked at by the stochastic modes alone.</param>
    public float Round(double value, RoundingMode mode = RoundingMode.NearestEven, uint random = 0) =>
        double.IsNaN(value) ? RoundNaN(value) : Decode(Encode(value, mode, random));

    // The quiet NaN of the value's sign.
    private protected virtual float RoundNaN(double value) =>
        BitConverter.UInt32BitsToSingle((double.IsNegative(value) ? 0x8000_0000 : 0) | 0x7FC0_0000);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
