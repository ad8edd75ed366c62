namespace LowBit.Numerics;

/// <summary>
/// Multiples of a step of 2^−FractionBits: integers, and with fraction bits the fixed-point numbers ⟨WL, FL⟩. Codes are
/// two's complement, or plain for <see cref="IntegerKind.Unsigned"/>. What is beyond the ends, infinities too, becomes the
/// nearest end.
/// </summary>
/// <remarks>
/// Stochastic rounding moves a magnitude up with probability ⌊f · 2³¹⌋ / 2³¹, f its fraction of a step: |bias| &lt; 2⁻³¹ steps
/// between the ends.
/// </remarks>
public sealed partial record IntegerFormat : NumberFormat
{
    /// <summary>Bits of a code, 1 … 16.</summary>
    public required int Bits { get; init; }

    /// <summary>Which whole numbers of steps there are.</summary>
    public required IntegerKind Kind { get; init; }

    /// <summary>Binary digits after the point, −100 … 100: the step is 2^−FractionBits.</summary>
    public int FractionBits { get; init; }

    /// <inheritdoc/>
    public override int CodeBits => Bits;

    /// <summary>Steps of the largest number.</summary>
    public int MaxLevel => Kind == IntegerKind.Unsigned ? (1 << Bits) - 1 : (1 << (Bits - 1)) - 1;

    /// <summary>Steps of the smallest number.</summary>
    public int MinLevel => Kind switch
    {
        IntegerKind.Symmetric => -MaxLevel,
        IntegerKind.Full => -MaxLevel - 1,
        _ => 0,
    };

    /// <summary>The distance of two neighbours.</summary>
    public float Step => BitConverter.UInt32BitsToSingle((uint)(127 - FractionBits) << 23);

    /// <inheritdoc/>
    public override double MaxFinite => (double)MaxLevel * Step;

    /// <inheritdoc/>
    public override double MinFinite => (double)MinLevel * Step;

    // Whole numbers up to where every float is one: values that meet other ends later.
    internal static IntegerFormat Steps { get; } = new() { Name = "Steps", Bits = 24, Kind = IntegerKind.Symmetric };

    /// <summary>−(2^(bits−1) − 1) … 2^(bits−1) − 1.</summary>
    /// <param name="bits">2 … 16.</param>
    public static IntegerFormat Symmetric(int bits) => New($"Int{bits}Symmetric", bits, IntegerKind.Symmetric, 0);

    /// <summary>−2^(bits−1) … 2^(bits−1) − 1.</summary>
    /// <param name="bits">1 … 16.</param>
    public static IntegerFormat Full(int bits) => New($"Int{bits}", bits, IntegerKind.Full, 0);

    /// <summary>0 … 2^bits − 1.</summary>
    /// <param name="bits">1 … 16.</param>
    public static IntegerFormat Unsigned(int bits) => New($"UInt{bits}", bits, IntegerKind.Unsigned, 0);

    /// <summary>Fixed point ⟨WL, FL⟩: two's complement of <paramref name="wordLength"/> bits in steps of 2^−fractionLength.</summary>
    /// <param name="wordLength">1 … 16.</param>
    /// <param name="fractionLength">−100 … 100.</param>
    public static IntegerFormat FixedPoint(int wordLength, int fractionLength) =>
        New($"Fixed<{wordLength},{fractionLength}>", wordLength, IntegerKind.Full, fractionLength);

    /// <inheritdoc/>
    public override uint Encode(double value, RoundingMode mode = RoundingMode.NearestEven, uint random = 0) =>
        (uint)Level(value, mode, random) & ((1u << Bits) - 1);

    /// <inheritdoc/>
    public override float Decode(uint code)
    {
        int level = Kind == IntegerKind.Unsigned ? (int)(code & (uint)MaxLevel) : (int)(code << (32 - Bits)) >> (32 - Bits);
        return level * Step;
    }

    // One value in integers: the reference of the vector kernels.
    int Level(double value, RoundingMode mode, uint random)
    {
        if (double.IsNaN(value))
        {
            return 0;
        }
        double inside = Math.Clamp(value, (MinLevel - 1.0) * Step, (MaxLevel + 1.0) * Step);
        var (significand, exponent) = GridPosition.Split(inside);
        var position = new GridPosition(significand, exponent, -FractionBits);
        bool isNegative = value < 0;
        int steps = (int)position.Round(mode, isNegative, (position.Floor & 1) != 0, random);
        return Math.Clamp(isNegative ? -steps : steps, MinLevel, MaxLevel);
    }

    static IntegerFormat New(string name, int bits, IntegerKind kind, int fractionBits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, kind == IntegerKind.Symmetric ? 2 : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(fractionBits, -100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fractionBits, 100);
        return new() { Name = name, Bits = bits, Kind = kind, FractionBits = fractionBits };
    }
}
