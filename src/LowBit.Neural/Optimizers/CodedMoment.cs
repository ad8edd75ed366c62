using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>Codes of a codebook of 8 or 4 bits, rounded to nearest, with the largest magnitude of each block of neighbours.</summary>
/// <remarks>
/// A block of zeros has the scale 0 and stays zeros, whatever the codebook. A block with a NaN or an infinity has the scale NaN
/// and becomes NaN. Codes are those of x · (1/scale), the inverse at most the largest finite float.
/// </remarks>
sealed class CodedMoment : MomentStore
{
    readonly CodebookFormat _format;
    readonly int _block, _perByte;
    readonly byte[] _codes;
    readonly float[] _scales;

    public CodedMoment(CodebookFormat format, int block, int count)
    {
        (_format, _block, _perByte) = (format, block, CodePacking.CodesPerByte(format));
        _codes = new byte[CodePacking.PackedLength(count, format)];
        _scales = new float[count / block];
    }

    public override long ByteCount => _codes.Length + (sizeof(float) * (long)_scales.Length);

    public override Span<float> Load(int start, Span<float> scratch, KernelPath path)
    {
        Span<byte> codes = stackalloc byte[ParameterUpdate.TileSize];
        codes = codes[..scratch.Length];
        CodePacking.Unpack(_codes.AsSpan(start / _perByte), _format, path, codes);
        var scales = Scales(start, scratch.Length);
        _format.DecodeScaled<byte>(codes, new(scales, scales, int.Log2(_block), default, 0), path, scratch);
        return scratch;
    }

    public override void Keep(int start, Span<float> values, RandomStream random, ulong firstIndex, KernelPath path)
    {
        Span<byte> codes = stackalloc byte[ParameterUpdate.TileSize];
        Span<float> inverses = stackalloc float[values.Length / _block];
        codes = codes[..values.Length];
        var scales = Scales(start, values.Length);
        for (int i = 0; i < scales.Length; i++)
        {
            float largest = AbsMax.Of(values.Slice(i * _block, _block), path);
            scales[i] = float.IsFinite(largest) ? largest : float.NaN;
            inverses[i] = largest == 0 ? 0 : float.Min(1 / scales[i], float.MaxValue);
        }
        _format.EncodeScaled(
            values, RoundingMode.NearestEven, new(inverses, scales, int.Log2(_block), default, 0), path, codes);
        CodePacking.Pack(codes, _format, path, _codes.AsSpan(start / _perByte));
    }

    Span<float> Scales(int start, int count) => _scales.AsSpan(start / _block, count / _block);

    public override IEnumerable<StateSlot> Slots(string name, long[] shape) =>
    [
        StateSlot.Of($"{name}.codes", StateElement.U8, [_codes.Length], _codes),
        StateSlot.Of($"{name}.scales", StateElement.F32, [_scales.Length], _scales),
    ];
}
