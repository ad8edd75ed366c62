namespace LowBit.Numerics;

/// <summary>
/// The numbers that a scale can be, and how the statistic of a block becomes one of them. One rule for the special cases
/// of all codecs: the statistic 0 gives the scale 1 (the codes of the block are 0 then), NaN or ∞ gives NaN (so that the
/// whole block is NaN after dequantization); a positive one never gives 0, but the smallest positive scale at least, and
/// the largest finite one at most.
/// </summary>
/// <remarks>
/// Immutable; safe for use from many threads. Values are to be divided by the scale, not multiplied by its reciprocal:
/// the reciprocal of the smallest ones is infinite in binary32.
/// </remarks>
public abstract record ScaleCodec
{
    private protected ScaleCodec()
    {
    }

    /// <summary>
    /// binary32: statistic / MaxFinite, in double, rounded to nearest even; the correctly rounded quotient where both are
    /// binary32 numbers.
    /// </summary>
    public static ScaleCodec Float32 { get; } = new FloatCodec(FloatFormats.Binary32);

    /// <summary>bfloat16, rounded to nearest even.</summary>
    public static ScaleCodec BFloat16 { get; } = new FloatCodec(FloatFormats.BFloat16);

    /// <summary>UE4M3, one byte: 2⁻⁹ … 448, rounded to nearest even [NVFP4].</summary>
    public static ScaleCodec UE4M3 { get; } = new FloatCodec(FloatFormats.UE4M3);

    /// <summary>UE5M3, one byte: 2⁻¹⁷ … 61,440, rounded to nearest even.</summary>
    public static ScaleCodec UE5M3 { get; } = new FloatCodec(FloatFormats.UE5M3);

    /// <summary>E8M0, one byte: 2⁻¹²⁷ … 2¹²⁷ [OCP MX].</summary>
    /// <param name="rule">Which power of two.</param>
    public static ScaleCodec E8M0(ExponentRule rule = ExponentRule.Floor) => new PowerOfTwoCodec(Known(rule), HasByte: true);

    /// <summary>A power of two that is a binary32 number: 2⁻¹⁴⁹ … 2¹²⁷, without a code.</summary>
    /// <param name="rule">Which power of two.</param>
    public static ScaleCodec PowerOfTwo(ExponentRule rule) => new PowerOfTwoCodec(Known(rule), HasByte: false);

    /// <summary>The positive numbers of a format, rounded to nearest even; larger ones become the largest.</summary>
    /// <param name="format">A format with zero, subnormal numbers and NaN.</param>
    public static ScaleCodec Of(FloatFormat format) => new FloatCodec(
        format.HasZero && format.HasSubnormals && format.HasNaN ? format : throw new ArgumentException(
            $"{format} lacks zero, subnormal numbers or NaN. Use E8M0(rule) or another format.", nameof(format)));

    /// <summary>Whether a scale has a code of one byte.</summary>
    public abstract bool HasByteCode { get; }

    /// <summary>The smallest scale.</summary>
    public abstract float MinScale { get; }

    /// <summary>The largest scale.</summary>
    public abstract float MaxScale { get; }

    /// <summary>The scale of a block.</summary>
    /// <param name="statistic">Its statistic: ≥ 0, ∞ or NaN.</param>
    /// <param name="format">What the elements are.</param>
    /// <param name="code">out: the code of the scale where the codec has bytes, else 0.</param>
    public float Encode(double statistic, NumberFormat format, out byte code) =>
        Encode(statistic, Checked(ElementRange.Of(format)), out code);

    /// <summary>The scale of a code; throws where the codec has no bytes.</summary>
    public abstract float Decode(byte code);

    /// <summary>Statistics that lie in <paramref name="scales"/> become scales; codes are written unless there is no room.</summary>
    internal abstract void EncodeAll(in ElementRange elements, Span<float> scales, Span<byte> codes);

    internal float Encode(double statistic, in ElementRange elements, out byte code)
    {
        bool isNumber = double.IsFinite(statistic) && !double.IsNaN(elements.Divisor);
        if (statistic > 0 && isNumber)
        {
            return EncodePositive(statistic, elements, out code);
        }
        float scale = statistic == 0 && isNumber ? 1 : float.NaN;
        code = SpecialCode(scale);
        return scale;
    }

    internal virtual ElementRange Checked(ElementRange elements) => elements;

    private protected abstract float EncodePositive(double statistic, in ElementRange elements, out byte code);

    private protected abstract byte SpecialCode(float scale);

    static ExponentRule Known(ExponentRule rule) => Enum.IsDefined(rule) ? rule
        : throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule.");
}
