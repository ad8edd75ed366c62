using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>The recipes of the literature, as far as their parts are here. Each is data; change it by <c>with</c>.</summary>
public static class Recipes
{
    /// <summary>Float32 in all slots.</summary>
    public static Recipe Identity { get; } = new("identity", new());

    /// <summary>
    /// Symmetric int8 by rows along the contracted axis in all slots; gradients are rounded stochastically, the rest to
    /// nearest even. Every product is one of int8 matrices with scales outside, summed in int32; X is kept as int8 levels.
    /// </summary>
    public static Recipe Int8 { get; } = new("int8", OfKind(
        Quantizers.Integer(8, new PerRow()), Quantizers.Integer(8, new PerRow()),
        Quantizers.Integer(8, new PerRow()) with { Rounding = RoundingMode.Stochastic }) with
    {
        SavedInput = SavedInput.Operand,
        Backend = GemmBackend.NativeInt8,
    });

    /// <summary>
    /// FP8: X and W in E4M3, the same backward, and the gradient in E5M2, all to nearest even with max |x| of the tensor at the
    /// largest number [Micikevicius22].
    /// </summary>
    public static Recipe Fp8 { get; } = new("fp8", new()
    {
        XForward = Slot.Of(ByTensor(FloatFormats.E4M3Fn)),
        WForward = Slot.Of(ByTensor(FloatFormats.E4M3Fn)),
        XForWeight = Slot.Reuse,
        WForInput = Slot.Reuse,
        GradForInput = Slot.Of(ByTensor(FloatFormats.E5M2)),
        GradForWeight = Slot.Reuse,
    });

    /// <summary>
    /// NVFP4 forward: X and W in blocks of 16 of E2M1, to nearest even, the same numbers backward, the gradient float32.
    /// </summary>
    public static Recipe NvFp4Forward { get; } = new("nvfp4-forward", new()
    {
        XForward = Slot.Of(Quantizers.NvFp4),
        WForward = Slot.Of(Quantizers.NvFp4),
        XForWeight = Slot.Reuse,
        WForInput = Slot.Reuse,
    });

    /// <summary>
    /// Learned steps: X and W as integers by tensor whose steps are parameters, in all three products; the gradient float32
    /// [Esser20].
    /// </summary>
    /// <param name="bits">2 … 8.</param>
    public static Recipe LearnedStep(int bits)
    {
        var slot = Slot.Of(Quantizers.Integer(bits, new PerTensor())) with { Estimator = Estimator.LearnedStep };
        return new($"learned-step-{bits}", new() { XForward = slot, WForward = slot, XForWeight = Slot.Reuse, WForInput = Slot.Reuse });
    }

    /// <summary>MXFP8 of E4M3 in all slots, to nearest even, blocks of 32 along the contracted axis [OCP-MX §6.3].</summary>
    public static Recipe MxFp8 { get; } = new("mxfp8", OfKind(
        Quantizers.MxFp8E4M3, Quantizers.MxFp8E4M3, Quantizers.MxFp8E4M3));

    /// <summary>
    /// MXFP4: forward to nearest even; backward stochastically behind a gain of ¾, so that nothing saturates and the
    /// products are unbiased. Backward operands come of the float32 values, without Hadamard transforms.
    /// </summary>
    public static Recipe MxFp4 { get; } = new("mxfp4", OfKind(Quantizers.MxFp4, UnbiasedMxFp4, UnbiasedMxFp4));

    /// <summary>
    /// Ternary weights, scale mean |w| of the tensor; int8 inputs by row; backward with the same numbers, gradients float32
    /// [Ma24]. The forward product is one of integers. Normalizing the inputs of layers is the model's business.
    /// </summary>
    public static Recipe BitNetB158 { get; } = new("bitnet-b1.58", new()
    {
        XForward = Slot.Of(Quantizers.Integer(8, new PerRow())),
        WForward = Slot.Of(new()
        {
            Format = IntegerFormat.Symmetric(2),
            Scale = new(ScaleStatistic.AbsMean(), ScaleCodec.Float32),
        }),
        XForWeight = Slot.Reuse,
        WForInput = Slot.Reuse,
        Backend = GemmBackend.NativeInt8,
    });

    /// <summary>
    /// 8-bit affine X and W to nearest even, reused backward; the gradient is quantized twice, stochastically: to few bits for
    /// ∂X, to 8 bits for ∂W (by tensor for PTQ, else by output). The gradients are unbiased estimates of those of
    /// quantization-aware training [Chen20 §3, §4].
    /// </summary>
    /// <param name="gradientBits">Bits of the gradient for ∂X, 1 … 16.</param>
    /// <param name="gradient">What shares a range in it.</param>
    public static Recipe StatQuant(int gradientBits, StatQuantGradient gradient) => new(
        $"statquant-{gradientBits}-{gradient}", new()
        {
            XForward = Slot.Of(Quantizers.Affine(8, new PerTensor())),
            WForward = Slot.Of(Quantizers.Affine(8, new PerTensor())),
            XForWeight = Slot.Reuse,
            WForInput = Slot.Reuse,
            GradForInput = Slot.Of(OfGradient(gradientBits, gradient)) with
            {
                IsBySample = gradient != StatQuantGradient.PerTensor,
            },
            GradForWeight = Slot.Of(Quantizers.Range(
                8, gradient == StatQuantGradient.PerTensor ? new PerTensor() : new PerRow())),
        });

    static Quantizer OfGradient(int bits, StatQuantGradient gradient) => gradient switch
    {
        StatQuantGradient.PerTensor => Quantizers.Range(bits, new PerTensor()),
        StatQuantGradient.PerSample => Quantizers.Range(bits, new PerRow()),
        StatQuantGradient.BlockHouseholder => Quantizers.ReflectedRange(bits),
        _ => throw new ArgumentOutOfRangeException(nameof(gradient), gradient, "No such gradient quantizer."),
    };

    static Quantizer ByTensor(FloatFormat format) => new()
    {
        Format = format with { Overflow = OverflowRule.Saturate },
        Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32),
    };

    /// <summary>
    /// Ternary weights without a float32 master, updated by stochastic rounding; int8 inputs by row, backward too, gradients
    /// float32 [Zhao24].
    /// </summary>
    public static Recipe DqtTernary { get; } =
        DirectQuantized("dqt-ternary", WeightStorage.LowBit(Codebooks.Ternary, WeightScaleRule.OldRange));

    /// <summary>As <see cref="DqtTernary"/> with integers of more bits.</summary>
    /// <param name="bits">Bits of a weight, 2 … 8.</param>
    /// <param name="rule">Where the scales of weights come from; the paper's by default.</param>
    public static Recipe Dqt(int bits, WeightScaleRule rule = WeightScaleRule.OldRange) =>
        DirectQuantized($"dqt-{bits}", WeightStorage.LowBit(IntegerFormat.Symmetric(bits), rule));

    static Recipe DirectQuantized(string name, WeightStorage weights) => new(name, new()
    {
        XForward = Slot.Of(Quantizers.Integer(8, new PerRow())),
        XForWeight = Slot.Reuse,
    })
    {
        Weights = weights,
    };

    static Quantizer UnbiasedMxFp4 => Quantizers.MxFp4 with
    {
        Rounding = RoundingMode.Stochastic,
        Scale = Quantizers.MxFp4.Scale! with { Gain = 0.75 },
    };

    static GemmPolicy OfKind(Quantizer forward, Quantizer backward, Quantizer gradient) => new()
    {
        XForward = Slot.Of(forward),
        WForward = Slot.Of(forward),
        WForInput = Slot.Of(backward),
        XForWeight = Slot.Of(backward),
        GradForInput = Slot.Of(gradient),
        GradForWeight = Slot.Of(gradient),
    };
}
