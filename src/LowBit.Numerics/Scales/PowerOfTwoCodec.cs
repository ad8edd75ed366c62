using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    const uint SingleMinNormal = 1u << SingleMantissaBits, Infinity = 0x7F80_0000;
    const int FewScales = 32; // below, finding the step costs more than it saves

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
        var steps = scales.Length < FewScales || double.IsNaN(elements.Divisor) ? default : new FloatSteps(this, elements);
        int turn = Vector256<float>.Count;
        for (int i = 0; i < scales.Length; i += turn)
        {
            var some = scales[i..Math.Min(i + turn, scales.Length)];
            if (some.Length < turn || !steps.TryEncode(MemoryMarshal.Cast<float, Vector256<uint>>(some)))
            {
                EncodeEach(elements, some);
            }
        }
        if (HasByte && !codes.IsEmpty)
        {
            // The exponent field is the code: 0 of 2⁻¹²⁷ and 255 of NaN too.
            for (int i = 0; i < scales.Length; i++)
            {
                codes[i] = (byte)(BitConverter.SingleToUInt32Bits(scales[i]) >> SingleMantissaBits);
            }
        }
    }

    void EncodeEach(in ElementRange elements, Span<float> scales)
    {
        foreach (ref float scale in scales)
        {
            scale = Encode(scale, elements, out _);
        }
    }

    private protected override float EncodePositive(double statistic, in ElementRange elements, out byte code)
    {
        var (significand, exponent) = Split(statistic);
        var (largest, largestExponent) = Split(elements.Divisor);
        int offset = Offset(significand, largest, elements.MantissaBits);
        int power = Math.Clamp(exponent - largestExponent + offset, MinExponent, MaxExponent);
        code = HasByte ? (byte)(power + SingleBias) : (byte)0;
        return Power(power);
    }

    // What the significands add to the difference of the exponents.
    int Offset(ulong significand, ulong largest, int elementBits) => Rule switch
    {
        ExponentRule.Floor => 0,
        ExponentRule.Even => significand >= 2 * One - (One >> (elementBits + 1)) ? 1 : 0,
        ExponentRule.FloorOfRatio => significand < largest ? -1 : 0,
        ExponentRule.CeilingOfRatio => significand > largest ? 1 : 0,
        _ => NearestOffset(significand, largest),
    };

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

    /// <summary>
    /// The rule for normal floats: over the significands of a binade the offset takes one step up at most, so that a
    /// float's exponent is a constant more than that of the bits with a constant added.
    /// </summary>
    readonly struct FloatSteps
    {
        readonly uint _up, _normalCount;
        readonly int _offset;

        internal FloatSteps(PowerOfTwoCodec codec, in ElementRange elements)
        {
            var (largest, exponent) = Split(elements.Divisor);
            int bits = elements.MantissaBits;
            int Offset(int fraction) =>
                codec.Offset(One | ((ulong)fraction << (MantissaBits - SingleMantissaBits)), largest, bits);
            int first = Offset(0), low = 1, step = 1 << SingleMantissaBits; // the first fraction with a larger offset
            while (low < step)
            {
                int middle = (low + step) / 2;
                (low, step) = Offset(middle) > first ? (low, middle) : (middle + 1, step);
            }
            _up = (1u << SingleMantissaBits) - (uint)step;
            _offset = first - exponent - SingleBias;
            _normalCount = Infinity - SingleMinNormal;
        }

        /// <summary>Makes scales of statistics where all are normal and their scales too; else nothing.</summary>
        internal bool TryEncode(Span<Vector256<uint>> scales)
        {
            var bits = scales[0];
            var power = ((bits + Vector256.Create(_up)) >>> SingleMantissaBits).AsInt32() + Vector256.Create(_offset);
            var place = (power + Vector256.Create(SingleBias - 1)).AsUInt32(); // of the power among those of normal scales
            if (!Vector256.LessThanAll(bits - Vector256.Create(SingleMinNormal), Vector256.Create(_normalCount))
                || !Vector256.LessThanAll(place, Vector256.Create(2u * SingleBias)))
            {
                return false;
            }
            scales[0] = (power + Vector256.Create(SingleBias)).AsUInt32() << SingleMantissaBits;
            return true;
        }
    }
}
