namespace LowBit.Numerics;

/// <summary>
/// Scales that are numbers of a floating-point format: statistic / divisor, nearest even, in integers; the same number as
/// <see cref="NumberFormat.Round(double, RoundingMode, uint)"/>, between the smallest positive and the largest one.
/// </summary>
sealed record FloatCodec(FloatFormat Format) : ScaleCodec
{
    const int DoubleMantissaBits = 52, DoubleBias = 1023;
    const double Integers = 1L << DoubleMantissaBits; // from here to twice this, doubles are the integers

    readonly int _shift = DoubleMantissaBits - Format.MantissaBits;
    readonly ulong _rebias = (ulong)(DoubleBias - Format.Bias) << Format.MantissaBits;
    readonly uint _maxCode = Format.MaxFiniteCode;
    readonly float _maxScale = (float)Format.MaxFinite;
    readonly double _minNormal = Format.MinNormal, _minPositive = Format.MinPositive;
    readonly double _toSteps = 1 / Format.MinPositive;
    readonly byte _codeOfOne = (byte)Format.Encode(1), _codeOfNaN = (byte)Format.Encode(double.NaN);

    public override bool HasByteCode => Format.CodeBits <= 8;

    public override float MinScale => (float)_minPositive;

    public override float MaxScale => _maxScale;

    public override float Decode(byte code) => HasByteCode ? Format.Decode(code)
        : throw new NotSupportedException($"{Format} has codes of more than a byte.");

    internal override void EncodeAll(in ElementRange elements, Span<float> scales, Span<byte> codes)
    {
        bool hasCodes = HasByteCode && !codes.IsEmpty;
        double divisor = elements.Divisor;
        for (int i = 0; i < scales.Length; i++)
        {
            byte code;
            double ratio = scales[i] / divisor;
            if (ratio > 0 && scales[i] <= float.MaxValue)
            {
                scales[i] = Round(ratio, out uint steps);
                code = (byte)steps;
            }
            else
            {
                scales[i] = Encode(scales[i], elements, out code);
            }
            if (hasCodes)
            {
                codes[i] = code;
            }
        }
    }

    private protected override float EncodePositive(double statistic, in ElementRange elements, out byte code)
    {
        float scale = Round(statistic / elements.Divisor, out uint steps);
        code = HasByteCode ? (byte)steps : (byte)0;
        return scale;
    }

    // The number for a ratio ≥ 0, and its code.
    float Round(double ratio, out uint code)
    {
        if (ratio < _minNormal)
        {
            double rounded = Math.Max(1, ratio * _toSteps + Integers - Integers);
            code = (uint)rounded;
            return (float)(rounded * _minPositive);
        }
        ulong bits = BitConverter.DoubleToUInt64Bits(ratio);
        ulong kept = (bits + ((1UL << (_shift - 1)) - 1) + ((bits >> _shift) & 1)) >> _shift;
        ulong steps = kept - _rebias;
        code = (uint)Math.Min(steps, _maxCode);
        return steps <= _maxCode ? (float)BitConverter.UInt64BitsToDouble(kept << _shift) : _maxScale;
    }

    private protected override byte SpecialCode(float scale) =>
        !HasByteCode ? (byte)0 : float.IsNaN(scale) ? _codeOfNaN : _codeOfOne;

    public bool Equals(FloatCodec? other) => other is not null && other.Format == Format;

    public override int GetHashCode() => Format.GetHashCode();
}
