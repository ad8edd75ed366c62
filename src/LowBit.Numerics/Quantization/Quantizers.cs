namespace LowBit.Numerics;

/// <summary>The quantizers of the literature. Each is data; change it by <c>with</c>.</summary>
public static class Quantizers
{
    const int MxBlock = 32, NvBlock = 16;

    /// <summary>OCP MXFP8 of E4M3: blocks of 32 in a row share a power of two [OCP-MX §6.3].</summary>
    public static Quantizer MxFp8E4M3 { get; } = Mx(FloatFormats.E4M3Fn with { Overflow = OverflowRule.Saturate });

    /// <summary>OCP MXFP8 of E5M2.</summary>
    public static Quantizer MxFp8E5M2 { get; } = Mx(FloatFormats.E5M2 with { Overflow = OverflowRule.Saturate });

    /// <summary>OCP MXFP6 of E3M2.</summary>
    public static Quantizer MxFp6E3M2 { get; } = Mx(FloatFormats.E3M2);

    /// <summary>OCP MXFP6 of E2M3.</summary>
    public static Quantizer MxFp6E2M3 { get; } = Mx(FloatFormats.E2M3);

    /// <summary>OCP MXFP4: blocks of 32 of E2M1.</summary>
    public static Quantizer MxFp4 { get; } = Mx(FloatFormats.E2M1);

    /// <summary>OCP MXINT8: two's complement in steps of 2⁻⁶.</summary>
    public static Quantizer MxInt8 { get; } = Mx(IntegerFormat.FixedPoint(8, 6));

    /// <summary>NVFP4: blocks of 16 of E2M1 with a scale in UE4M3 and one float scale a tensor.</summary>
    public static Quantizer NvFp4 { get; } = new()
    {
        Format = FloatFormats.E2M1,
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.UE4M3) { PreScale = TensorPreScale.AbsMax },
        Granularity = new PerGroup(NvBlock),
    };

    /// <summary>Symmetric integers, the largest level at max |x|.</summary>
    /// <param name="bits">2 … 16.</param>
    /// <param name="granularity">What shares a scale.</param>
    public static Quantizer Integer(int bits, Granularity granularity) => new()
    {
        Format = IntegerFormat.Symmetric(bits),
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32),
        Granularity = granularity,
    };

    /// <summary>Unsigned integers with a zero point, over min … max and zero.</summary>
    /// <param name="bits">1 … 16.</param>
    /// <param name="granularity">What shares a scale and a zero point.</param>
    public static Quantizer Affine(int bits, Granularity granularity) => new()
    {
        Format = IntegerFormat.Unsigned(bits),
        Scale = new(ScaleStatistic.MinMax, ScaleCodec.Float32),
        Granularity = granularity,
    };

    /// <summary>
    /// 2^bits equal steps from the smallest to the largest value of a block, rounded stochastically: unbiased, of variance
    /// at most D / (4 (2^bits − 1)²) · Σ R², R the range of a block and D its elements [Chen20 §4.1].
    /// </summary>
    /// <param name="bits">1 … 16.</param>
    /// <param name="granularity">What shares a range: the tensor (PTQ) or a row (PSQ).</param>
    public static Quantizer Range(int bits, Granularity granularity) => new()
    {
        Format = IntegerFormat.Unsigned(bits),
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32),
        Granularity = granularity,
        Rounding = RoundingMode.Stochastic,
        Transform = QuantizerTransform.Offset,
    };

    /// <summary>A range a row behind block Householder reflections, rounded stochastically: BHQ [Chen20 §4.3].</summary>
    /// <param name="bits">1 … 16.</param>
    public static Quantizer ReflectedRange(int bits)
    {
        var quantizer = Range(bits, new PerRow());
        return quantizer with { Transform = QuantizerTransform.BlockHouseholder.Then(QuantizerTransform.Offset) };
    }

    /// <summary>Dynamic fixed point: integers that share the exponent of the tensor's largest magnitude [Das18].</summary>
    /// <param name="bits">2 … 16.</param>
    public static Quantizer DynamicFixedPoint(int bits) => BlockFloatingPoint(bits, new PerTensor());

    /// <summary>Block floating point: integers that share the exponent of their block's largest magnitude.</summary>
    /// <param name="bits">Bits of an element with its sign, 2 … 16.</param>
    /// <param name="granularity">What shares an exponent.</param>
    public static Quantizer BlockFloatingPoint(int bits, Granularity granularity) => new()
    {
        Format = IntegerFormat.Symmetric(bits),
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.PowerOfTwo(ExponentRule.Floor)),
        Granularity = granularity,
    };

    static Quantizer Mx(NumberFormat format) => new()
    {
        Format = format,
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.E8M0(ExponentRule.Floor)),
        Granularity = new PerGroup(MxBlock),
    };
}
