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
        double ratio = statistic / elements.Divisor, scale;
        ulong steps;
        if (ratio < _minNormal)
        {
            double rounded = Math.Max(1, ratio * _toSteps + Integers - Integers);
            (steps, scale) = ((ulong)rounded, rounded * _minPositive);
        }
        else
        {
            ulong bits = BitConverter.DoubleToUInt64Bits(ratio);
            ulong kept = (bits + ((1UL << (_shift - 1)) - 1) + ((bits >> _shift) & 1)) >> _shift;
            steps = kept - _rebias;
            scale = BitConverter.UInt64BitsToDouble(kept << _shift);
        }
        bool isInside = steps <= _maxCode;
        code = HasByteCode ? (byte)(isInside ? steps : _maxCode) : (byte)0;
        return isInside ? (float)scale : _maxScale;
    }

    private protected override byte SpecialCode(float scale) =>
        !HasByteCode ? (byte)0 : float.IsNaN(scale) ? _codeOfNaN : _codeOfOne;

    public bool Equals(FloatCodec? other) => other is not null && other.Format == Format;

    public override int GetHashCode() => Format.GetHashCode();
}
