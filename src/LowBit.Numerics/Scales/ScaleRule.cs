using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// How the scales of a matrix come about, in this order: tensor pre-scale, statistic of the block, codec, gain. The scale
/// of a block is codec(statistic / pre-scale) · pre-scale / gain; values are divided by it.
/// </summary>
/// <param name="Statistic">What of a block decides.</param>
/// <param name="Codec">What numbers scales are.</param>
/// <remarks>Immutable; safe for use from many threads: parts of a matrix with whole blocks can be done by many.</remarks>
public sealed record ScaleRule(ScaleStatistic Statistic, ScaleCodec Codec)
{
    readonly double _gain = 1;
    readonly TensorPreScale _preScale;

    /// <summary>
    /// Factor of the values between division by the codec's scale and rounding, above 0; 1 by default. With ¾ nothing of an
    /// E2M1 block saturates under <see cref="ExponentRule.Floor"/>: max |x| / scale is in [3, 6) [Quartet].
    /// </summary>
    public double Gain
    {
        get => _gain;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, nameof(value));
            _gain = value;
        }
    }

    /// <summary>Whether the tensor is scaled first; for codecs of at most 8 bits with fractions, UE4M3 and UE5M3.</summary>
    public TensorPreScale PreScale
    {
        get => _preScale;
        init => _preScale = value == TensorPreScale.None || Codec is FloatCodec { HasByteCode: true } ? value
            : throw new ArgumentException("A tensor pre-scale needs block scales of one byte with fractions: UE4M3, UE5M3.");
    }

    /// <summary>
    /// The pre-scale of a tensor: (float)(absMax / (MaxFinite · MaxScale)), 1 for absMax 0, NaN for NaN and ∞, at least
    /// 2⁻¹⁴⁹ else; 1 without <see cref="PreScale"/>.
    /// </summary>
    /// <param name="absMax">max |x| of the whole tensor.</param>
    /// <param name="format">What the elements are.</param>
    public float TensorScale(double absMax, NumberFormat format) =>
        PreScale == TensorPreScale.None ? 1
        : ScaleCodec.Float32.Encode(absMax, new ElementRange(ElementRange.Of(format).Divisor * Codec.MaxScale, -1), out _);

    /// <summary>The pre-scale of a tensor of these values.</summary>
    internal float TensorScale(ReadOnlySpan<float> values, NumberFormat format, KernelPath path) =>
        PreScale == TensorPreScale.None ? 1 : TensorScale(AbsMax.Of(values, path), format);

    /// <summary>The scales of a whole tensor.</summary>
    /// <inheritdoc cref="Fill(ReadOnlySpan{float}, ScaleGrid, NumberFormat, float, KernelPath, MatrixScales)"/>
    /// <returns>The pre-scale, 1 where there is none.</returns>
    public float Fill(
        ReadOnlySpan<float> values, ScaleGrid grid, NumberFormat format, KernelPath path, MatrixScales destination)
    {
        values = values[..grid.ElementCount];
        float tensorScale = TensorScale(values, format, path);
        Fill(values, grid, format, tensorScale, path, destination);
        return tensorScale;
    }

    /// <summary>The scales of a part of a tensor.</summary>
    /// <remarks>
    /// The same bits on every path. Zero points are round(−min / scale), ties to even, from the lowest level on, and always
    /// levels of the format. Allocates nothing but, for blocks of several rows and other statistics than max |x|, a pooled
    /// copy of one block.
    /// </remarks>
    /// <param name="values">The matrix, row-major.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="format">What the elements are; integers for an affine statistic.</param>
    /// <param name="tensorScale">The pre-scale of the tensor; 1 for none.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: scales, codes and zero points.</param>
    public void Fill(
        ReadOnlySpan<float> values, ScaleGrid grid, NumberFormat format, float tensorScale, KernelPath path,
        MatrixScales destination)
    {
        values = values[..grid.ElementCount];
        var scales = destination.Scales[..grid.ScaleCount];
        var codes = destination.Codes.IsEmpty ? default : destination.Codes[..grid.ScaleCount];
        if (Statistic.IsAffine)
        {
            FillAffine(values, grid, format, path, new(scales, codes, destination.ZeroPoints[..grid.ScaleCount]));
            return;
        }
        var elements = Codec.Checked(ElementRange.Of(format));
        elements = elements with { Divisor = elements.Divisor * tensorScale };
        if (Statistic is AbsMaxStatistic)
        {
            BlockAbsMax.Of(values, grid, path, scales);
            Codec.EncodeAll(elements, scales, codes);
        }
        else
        {
            FillBlocks(values, grid, format, path, elements, scales, codes);
        }
        Finish(tensorScale, scales);
    }

    /// <summary>Whether scales come of the largest magnitudes alone.</summary>
    internal bool IsOfAbsMax => Statistic is AbsMaxStatistic && PreScale == TensorPreScale.None;

    /// <summary>Turns the largest magnitudes of blocks into their scales, for <see cref="IsOfAbsMax"/>.</summary>
    internal void OfMaxima(NumberFormat format, Span<float> maxima)
    {
        Codec.EncodeAll(Codec.Checked(ElementRange.Of(format)), maxima, default);
        Finish(1, maxima);
    }

    void FillBlocks(
        ReadOnlySpan<float> values, ScaleGrid grid, NumberFormat format, KernelPath path, in ElementRange elements,
        Span<float> scales, Span<byte> codes)
    {
        var scratch = ArrayPool<float>.Shared.Rent(grid.ScratchLength);
        for (int i = 0; i < scales.Length; i++)
        {
            double statistic = Statistic.Of(grid.Block(values, i, scratch), format, path);
            scales[i] = Codec.Encode(statistic, elements, out byte code);
            if (!codes.IsEmpty && Codec.HasByteCode)
            {
                codes[i] = code;
            }
        }
        ArrayPool<float>.Shared.Return(scratch);
    }

    // Pre-scale and gain, rounded once; 0 and ∞ do not come of it.
    void Finish(float tensorScale, Span<float> scales)
    {
        if (tensorScale == 1 && Gain == 1)
        {
            return;
        }
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(scales);
        foreach (ref var vector in vectors)
        {
            var (low, high) = Vector256.Widen(vector);
            (low, high) = (low * (double)tensorScale, high * (double)tensorScale);
            var product = Gain == 1 ? Vector256.Narrow(low, high) : Vector256.Narrow(low / Gain, high / Gain);
            var clamped = Vector256.Clamp(product, Vector256.Create(float.Epsilon), Vector256.Create(float.MaxValue));
            vector = Vector256.ConditionalSelect(Vector256.Equals(product, product), clamped, Vector256.Create(float.NaN));
        }
        foreach (ref float scale in scales[(vectors.Length * Vector256<float>.Count)..])
        {
            float product = (float)(scale * (double)tensorScale / Gain);
            scale = float.IsNaN(product) ? float.NaN : Math.Clamp(product, float.Epsilon, float.MaxValue);
        }
    }

    void FillAffine(
        ReadOnlySpan<float> values, ScaleGrid grid, NumberFormat format, KernelPath path, MatrixScales destination)
    {
        if (format is not IntegerFormat { FractionBits: 0 } integers || PreScale != TensorPreScale.None || Gain != 1)
        {
            throw new ArgumentException(
                $"Affine scales are for integers, without gain and pre-scale; the format is {format}.", nameof(format));
        }
        var elements = Codec.Checked(ElementRange.Affine(integers));
        var scratch = ArrayPool<float>.Shared.Rent(grid.ScratchLength);
        for (int i = 0; i < destination.Scales.Length; i++)
        {
            var range = ValueRange.Of(grid.Block(values, i, scratch), path);
            float scale = Codec.Encode(range.Width, elements, out byte code);
            destination.Scales[i] = scale;
            destination.ZeroPoints[i] = ZeroPoint(range, scale, integers);
            if (!destination.Codes.IsEmpty && Codec.HasByteCode)
            {
                destination.Codes[i] = code;
            }
        }
        ArrayPool<float>.Shared.Return(scratch);
    }

    // −min / scale is in 0 … steps but for the rounding of the scale, as 0 is in the range: the clamp is for that alone.
    static int ZeroPoint(ValueRange range, float scale, IntegerFormat format) => !float.IsFinite(scale) ? 0
        : (int)Math.Clamp(format.MinLevel + Math.Round(-range.Min / scale), format.MinLevel, format.MaxLevel);
}
