using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        if (!HasByteCode)
        {
            codes = default;
        }
        int turn = Vector256<float>.Count;
        for (int i = 0; i < scales.Length; i += turn)
        {
            int length = Math.Min(turn, scales.Length - i);
            var some = scales.Slice(i, length);
            var itsCodes = codes.IsEmpty ? codes : codes.Slice(i, length);
            if (length < turn || !TryEncode(elements.Divisor, some, itsCodes))
            {
                EncodeEach(elements, some, itsCodes);
            }
        }
    }

    void EncodeEach(in ElementRange elements, Span<float> scales, Span<byte> codes)
    {
        for (int i = 0; i < scales.Length; i++)
        {
            scales[i] = Encode(scales[i], elements, out byte code);
            if (!codes.IsEmpty)
            {
                codes[i] = code;
            }
        }
    }

    // A vector of statistics whose scales are normal numbers of the format; else nothing is written.
    bool TryEncode(double divisor, Span<float> scales, Span<byte> codes)
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(scales)));
        if (!TryRound(low / divisor, out var roundedLow, out var lowSteps)
            || !TryRound(high / divisor, out var roundedHigh, out var highSteps))
        {
            return false;
        }
        Vector256.Narrow(roundedLow, roundedHigh).StoreUnsafe(ref MemoryMarshal.GetReference(scales));
        if (!codes.IsEmpty)
        {
            var steps = Vector256.Narrow(lowSteps, highSteps);
            var words = Vector128.Narrow(steps.GetLower(), steps.GetUpper());
            BinaryPrimitives.WriteUInt64LittleEndian(codes, Vector128.Narrow(words, words).AsUInt64().ToScalar());
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryRound(Vector256<double> ratio, out Vector256<double> rounded, out Vector256<ulong> steps)
    {
        var bits = ratio.AsUInt64();
        var kept = (bits + Vector256.Create((1UL << (_shift - 1)) - 1) + ((bits >>> _shift) & Vector256<ulong>.One)) >>> _shift;
        steps = kept - Vector256.Create(_rebias);
        rounded = (kept << _shift).AsDouble();
        return Vector256.GreaterThanOrEqualAll(ratio, Vector256.Create(_minNormal))
            && Vector256.LessThanOrEqualAll(steps, Vector256.Create((ulong)_maxCode));
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
