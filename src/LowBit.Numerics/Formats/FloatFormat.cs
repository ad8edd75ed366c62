namespace LowBit.Numerics;

/// <summary>
/// A binary floating-point format as data: sign, exponent and stored fraction bits, from the high bit to the low one. The
/// value of exponent field E > 0 and fraction F is ± 2^(E − Bias) · (1 + F / 2^MantissaBits); of E = 0 it is
/// ± 2^(1 − Bias) · F / 2^MantissaBits (subnormal numbers and zero). All numbers of a format are binary32 numbers.
/// </summary>
/// <remarks>
/// Stochastic rounding takes the neighbour farther from zero with probability ⌊f · 2³¹⌋ / 2³¹, f the distance from the nearer
/// one in steps, down to the smallest values: |bias| &lt; 2⁻³¹ steps, toward zero. Between the largest finite value and the next
/// step it is the same, and what would be that step obeys <see cref="Overflow"/>: under Saturate the mean falls short.
/// </remarks>
public sealed partial record FloatFormat : NumberFormat
{
    const uint SignBit = 0x8000_0000, Infinity = 0x7F80_0000, Quiet = 0x0040_0000;
    const int SingleMantissaBits = 23, SingleBias = 127;

    /// <summary>Bits of the exponent field, 1 … 8.</summary>
    public required int ExponentBits { get; init; }

    /// <summary>Stored bits of the fraction, 0 … 23.</summary>
    public required int MantissaBits { get; init; }

    /// <summary>What is subtracted from the exponent field.</summary>
    public required int Bias { get; init; }

    /// <summary>Which codes are not finite numbers.</summary>
    public SpecialValues Specials { get; init; } = SpecialValues.Ieee;

    /// <summary>What becomes of values beyond the largest finite one.</summary>
    public OverflowRule Overflow { get; init; } = OverflowRule.Special;

    /// <summary>
    /// Whether exponent field 0 holds subnormal numbers. Without them it holds zero alone, and what lies between zero and
    /// the smallest normal number is rounded to one of these two, zero being the even one.
    /// </summary>
    public bool HasSubnormals { get; init; } = true;

    /// <summary>
    /// Whether there is a sign bit. Without one a negative number is rounded to NaN, or to the smallest number of a format
    /// without NaN.
    /// </summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>
    /// Whether there is a zero. Without one exponent field 0 is an ordinary exponent, as in E8M0, and zero and all that is
    /// below the smallest number is rounded to it.
    /// </summary>
    public bool HasZero { get; init; } = true;

    /// <inheritdoc/>
    public override int CodeBits => (IsSigned ? 1 : 0) + ExponentBits + MantissaBits;

    /// <summary>Exponent of the smallest normal number.</summary>
    public int MinExponent => (HasZero ? 1 : 0) - Bias;

    /// <summary>Exponent of the largest finite number.</summary>
    public int MaxExponent => (int)(MaxFiniteCode >> MantissaBits) - Bias;

    /// <summary>Whether there are infinities.</summary>
    public bool HasInfinity => Specials == SpecialValues.Ieee;

    /// <summary>Whether there is a NaN.</summary>
    public bool HasNaN => Specials != SpecialValues.None && !(Specials == SpecialValues.Ieee && MantissaBits == 0);

    /// <inheritdoc/>
    public override double MaxFinite => Decode(MaxFiniteCode);

    /// <inheritdoc/>
    public override double MinFinite => IsSigned ? -MaxFinite : MinPositive * (HasZero ? 0 : 1);

    /// <summary>The smallest normal number, 2^<see cref="MinExponent"/>.</summary>
    public double MinNormal => double.ScaleB(1, MinExponent);

    /// <summary>The smallest positive number.</summary>
    public double MinPositive => HasZero && HasSubnormals ? double.ScaleB(1, MinExponent - MantissaBits) : MinNormal;

    /// <summary>Code of the largest finite number.</summary>
    internal uint MaxFiniteCode => TopCode - Specials switch
    {
        SpecialValues.Ieee => 1u << MantissaBits,
        SpecialValues.NaNOnly => 1u,
        _ => 0u,
    };

    // Largest code without the sign.
    uint TopCode => (1u << (ExponentBits + MantissaBits)) - 1;

    uint SignCode => IsSigned ? 1u << (ExponentBits + MantissaBits) : 0;

    uint InfinityCode => MaxFiniteCode + 1;

    internal uint NaNCode => Specials switch
    {
        SpecialValues.Ieee => InfinityCode | (1u << (MantissaBits - 1)),
        SpecialValues.NaNOnly => TopCode,
        _ => 1u << (ExponentBits + MantissaBits),
    };

    // What magnitudes that overflow become.
    internal uint OverflowCode =>
        Overflow == OverflowRule.Saturate || !(HasInfinity || HasNaN) ? MaxFiniteCode : HasInfinity ? InfinityCode : NaNCode;

    /// <summary>Checks that the parts fit together.</summary>
    /// <returns>The format itself.</returns>
    /// <exception cref="ArgumentException">They do not.</exception>
    public FloatFormat Validated()
    {
        Require(ExponentBits is >= 1 and <= 8, $"ExponentBits is {ExponentBits}; allowed are 1 … 8");
        Require(MantissaBits is >= 0 and <= SingleMantissaBits, $"MantissaBits is {MantissaBits}; allowed are 0 … 23");
        Require(HasZero || !HasSubnormals, "a format without zero has no subnormal numbers: set HasSubnormals to false");
        Require(
            Specials != SpecialValues.NegativeZeroIsNaN || (IsSigned && HasZero), "a format without a −0 has no code for this NaN");
        Require(MaxFiniteCode >> MantissaBits > 0 || !HasZero, "no exponent is left for finite numbers");
        Require(
            MaxExponent <= SingleBias && MinExponent - MantissaBits >= 1 - SingleBias - SingleMantissaBits,
            $"Bias is {Bias}; the numbers must be binary32 numbers");
        return this;
    }

    void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{Name}: {rule}.");
        }
    }
}
