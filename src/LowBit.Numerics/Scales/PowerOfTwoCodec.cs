namespace LowBit.Numerics;

/// <summary>
/// Scales that are powers of two. Exponents and significands are read from the bits of the two doubles; √2 is met as 2
/// between squares.
/// </summary>
sealed record PowerOfTwoCodec(ExponentRule Rule, bool HasByte) : ScaleCodec
{
    const int MantissaBits = 52, DoubleBias = 1023, SingleBias = 127, SingleMantissaBits = 23;
    const int MaxExponent = SingleBias, MinByteExponent = -SingleBias, MinSingleExponent = 1 - SingleBias - SingleMantissaBits;
    const ulong One = 1UL << MantissaBits;

    public override bool HasByteCode => HasByte;

    public override float MinScale => Power(MinExponent);

    public override float MaxScale => Power(MaxExponent);

    int MinExponent => HasByte ? MinByteExponent : MinSingleExponent;

    public override float Decode(byte code) => !HasByte ? throw new NotSupportedException("These powers of two have no codes.")
        : code == byte.MaxValue ? float.NaN : Power(code - SingleBias);

    internal override ElementRange Checked(ElementRange elements) =>
        Rule != ExponentRule.Even || elements.MantissaBits >= 0 ? elements : throw new ArgumentException(
            "ExponentRule.Even needs elements of a float or integer format. Use another rule.");

    internal override void EncodeAll(in ElementRange elements, Span<float> scales, Span<byte> codes)
    {
        bool hasCodes = HasByte && !codes.IsEmpty;
        for (int i = 0; i < scales.Length; i++)
        {
            scales[i] = Encode(scales[i], elements, out byte code);
            if (hasCodes)
            {
                codes[i] = code;
            }
        }
    }

    private protected override float EncodePositive(double statistic, in ElementRange elements, out byte code)
    {
        var (significand, exponent) = Split(statistic);
        var (largest, largestExponent) = Split(elements.Divisor);
        int offset = Rule switch
        {
            ExponentRule.Floor => 0,
            ExponentRule.Even => significand >= 2 * One - (One >> (elements.MantissaBits + 1)) ? 1 : 0,
            ExponentRule.FloorOfRatio => significand < largest ? -1 : 0,
            ExponentRule.CeilingOfRatio => significand > largest ? 1 : 0,
            _ => NearestOffset(significand, largest),
        };
        int power = Math.Clamp(exponent - largestExponent + offset, MinExponent, MaxExponent);
        code = HasByte ? (byte)(power + SingleBias) : (byte)0;
        return Power(power);
    }

    private protected override byte SpecialCode(float scale) =>
        !HasByte ? (byte)0 : float.IsNaN(scale) ? byte.MaxValue : (byte)SingleBias;

    // The ratio of the significands is in (½, 2): below √½, up to √2, above.
    static int NearestOffset(ulong significand, ulong largest)
    {
        UInt128 square = (UInt128)significand * significand, largestSquare = (UInt128)largest * largest;
        return square > largestSquare << 1 ? 1 : square << 1 < largestSquare ? -1 : 0;
    }

    // value = Significand / 2⁵² · 2^Exponent, Significand in [2⁵², 2⁵³).
    static (ulong Significand, int Exponent) Split(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int field = (int)(bits >> MantissaBits);
        if (field == 0)
        {
            int up = (int)ulong.LeadingZeroCount(bits) - (63 - MantissaBits);
            return (bits << up, 1 - DoubleBias - up);
        }
        return ((bits & (One - 1)) | One, field - DoubleBias);
    }

    static float Power(int exponent) => BitConverter.Int32BitsToSingle(
        exponent > -SingleBias ? (exponent + SingleBias) << SingleMantissaBits : 1 << (exponent - MinSingleExponent));
}
