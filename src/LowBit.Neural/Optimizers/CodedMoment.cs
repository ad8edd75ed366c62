using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        _format.Decode(codes, path, scratch);
        for (int i = 0; i < scratch.Length; i += _block)
        {
            Scale(scratch.Slice(i, _block), _scales[(start + i) / _block], path);
        }
        return scratch;
    }

    public override void Keep(int start, Span<float> values, RandomStream random, ulong firstIndex, KernelPath path)
    {
        Span<byte> codes = stackalloc byte[ParameterUpdate.TileSize];
        codes = codes[..values.Length];
        for (int i = 0; i < values.Length; i += _block)
        {
            var block = values.Slice(i, _block);
            float largest = AbsMax.Of(block, path);
            float scale = float.IsFinite(largest) ? largest : float.NaN;
            _scales[(start + i) / _block] = scale;
            Scale(block, scale == 0 ? 0 : float.Min(1 / scale, float.MaxValue), path);
        }
        _format.Encode(values, RoundingMode.NearestEven, default, 0, path, codes);
        CodePacking.Pack(codes, _format, path, _codes.AsSpan(start / _perByte));
    }

    public override IEnumerable<StateSlot> Slots(string name, long[] shape) =>
    [
        StateSlot.Of($"{name}.codes", StateElement.U8, [_codes.Length], _codes),
        StateSlot.Of($"{name}.scales", StateElement.F32, [_scales.Length], _scales),
    ];

    static void Scale(Span<float> values, float factor, KernelPath path)
    {
        int done = 0;
        if (path != KernelPath.Scalar)
        {
            var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
            foreach (ref var vector in vectors)
            {
                vector *= factor;
            }
            done = Vector256<float>.Count * vectors.Length;
        }
        foreach (ref float value in values[done..])
        {
            value *= factor;
        }
    }
}
