namespace LowBit.Numerics;

// One value at a time, in integers: the reference of the vector kernels.
public sealed partial record FloatFormat
{
    /// <inheritdoc/>
    public override uint Encode(double value, RoundingMode mode = RoundingMode.NearestEven, uint random = 0)
    {
        bool isNegative = double.IsNegative(value);
        if (double.IsNaN(value))
        {
            return EncodeNaN(value, isNegative);
        }
        if (!IsSigned && value < 0)
        {
            return HasNaN ? NaNCode : 0;
        }
        uint magnitude = double.IsInfinity(value) ? OverflowCode : EncodeFinite(value, isNegative, mode, random);
        bool hasSign = isNegative && (magnitude != 0 || Specials != SpecialValues.NegativeZeroIsNaN);
        return hasSign ? magnitude | SignCode : magnitude;
    }

    uint EncodeFinite(double value, bool isNegative, RoundingMode mode, uint random)
    {
        var (significand, exponent) = GridPosition.Split(value);
        int log2 = significand == 0 ? int.MinValue : GridPosition.Log2(significand, exponent);
        if (log2 < MinExponent && !HasZero)
        {
            return 0;
        }
        int binade = Math.Max(log2, MinExponent);
        bool isGap = log2 < MinExponent && !HasSubnormals; // the grid is {0, smallest normal number} there
        var position = new GridPosition(significand, exponent, isGap ? binade : binade - MantissaBits);
        uint below = isGap ? 0 : CodeOf(binade, position.Floor);
        ulong steps = position.Round(mode, isNegative, (below & 1) != 0, random);
        uint code = isGap ? (uint)steps << MantissaBits : CodeOf(binade, steps);
        return code <= MaxFiniteCode ? code : StopsAtMaxFinite(mode, isNegative) ? MaxFiniteCode : OverflowCode;
    }

    // Steps carry into the exponent: the code after the largest fraction is that of the next power of two.
    // From 2³⁸⁶ on a double's code with 23 bits of fraction would pass 32 bits.
    uint CodeOf(int binade, ulong steps)
    {
        ulong code = ((ulong)(binade - MinExponent) << MantissaBits) + steps;
        return (uint)Math.Min(HasZero ? code : code - (1UL << MantissaBits), uint.MaxValue);
    }

    static bool StopsAtMaxFinite(RoundingMode mode, bool isNegative) =>
        mode is RoundingMode.TowardZero or RoundingMode.ToOdd || mode == (isNegative ? RoundingMode.Up : RoundingMode.Down);

    // IEEE formats keep the sign and the high bits of the payload, as the processor's conversions do.
    uint EncodeNaN(double value, bool isNegative)
    {
        if (!HasNaN)
        {
            return 0;
        }
        uint payload = (uint)((BitConverter.DoubleToUInt64Bits(value) & ((1UL << 52) - 1)) >> (52 - MantissaBits));
        uint code = Specials == SpecialValues.Ieee ? NaNCode | payload : NaNCode;
        return isNegative && Specials != SpecialValues.NegativeZeroIsNaN ? code | SignCode : code;
    }

    private protected override float RoundNaN(double value) =>
        HasNaN ? Decode(EncodeNaN(value, double.IsNegative(value))) : base.RoundNaN(value);

    /// <inheritdoc/>
    public override float Decode(uint code)
    {
        uint magnitude = code & TopCode;
        bool isNegative = (code & SignCode) != 0;
        float number = IsNaNCode(magnitude, isNegative) ? DecodeNaN(magnitude)
            : HasInfinity && magnitude == InfinityCode ? float.PositiveInfinity
            : DecodeFinite(magnitude);
        bool hasSign = Specials != SpecialValues.NegativeZeroIsNaN || number > 0; // neither its NaN nor its zero has one
        return isNegative && hasSign ? -number : number;
    }

    bool IsNaNCode(uint magnitude, bool isNegative) => Specials switch
    {
        SpecialValues.Ieee => magnitude > InfinityCode,
        SpecialValues.NaNOnly => magnitude == TopCode,
        SpecialValues.NegativeZeroIsNaN => magnitude == 0 && isNegative,
        _ => false,
    };

    float DecodeNaN(uint magnitude)
    {
        uint payload = Specials == SpecialValues.Ieee ? magnitude << (SingleMantissaBits - MantissaBits) : 0;
        return BitConverter.UInt32BitsToSingle(Infinity | Quiet | (payload & (Quiet - 1)));
    }

    float DecodeFinite(uint magnitude)
    {
        int field = (int)(magnitude >> MantissaBits);
        uint fraction = magnitude & ((1u << MantissaBits) - 1);
        if (field == 0 && HasZero)
        {
            return HasSubnormals ? (float)double.ScaleB(fraction, MinExponent - MantissaBits) : 0;
        }
        return (float)double.ScaleB(fraction + (1u << MantissaBits), field - Bias - MantissaBits);
    }
}
