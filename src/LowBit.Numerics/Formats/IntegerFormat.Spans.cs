using NarrowLoop = LowBit.Numerics.GridLoop<
    LowBit.Numerics.IntegerFormat, LowBit.Numerics.StepGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>,
    LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>;
using NarrowSteps = LowBit.Numerics.StepGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>;
using StepLoops = LowBit.Numerics.GridLoops<
    LowBit.Numerics.IntegerFormat, LowBit.Numerics.StepGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>,
    LowBit.Numerics.StepGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>>;
using WideLoop = LowBit.Numerics.GridLoop<
    LowBit.Numerics.IntegerFormat, LowBit.Numerics.StepGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>,
    LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>;
using WideSteps = LowBit.Numerics.StepGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>;

namespace LowBit.Numerics;

// The vector kernels.
public sealed partial record IntegerFormat
{
    private protected override bool TryRound(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination)
    {
        StepLoops.Round(this, values, mode, call, path, destination);
        return true;
    }

    private protected override bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
    {
        StepLoops.Encode(this, values, mode, call, path, destination);
        return true;
    }

    private protected override bool TryDecode<TCode>(
        ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
    {
        StepLoops.Decode(this, codes, call, path, destination);
        return true;
    }

    // With one zero point for all values: level = Round(x × inverse) + zero point within the ends, y = (level − zero point) ×
    // scale. Not on the path of plain code.
    internal void RoundAffine(
        ReadOnlySpan<float> values, int zeroPoint, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination)
    {
        if (path == KernelPath.Avx512)
        {
            WideLoop.Round(new WideSteps(this, zeroPoint), values, mode, call, path, destination);
            return;
        }
        NarrowLoop.Round(new NarrowSteps(this, zeroPoint), values, mode, call, path, destination);
    }

    // code = level
    internal void EncodeAffine<TCode>(
        ReadOnlySpan<float> values, int zeroPoint, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
        where TCode : unmanaged
    {
        if (path == KernelPath.Avx512)
        {
            WideLoop.Encode(new WideSteps(this, zeroPoint), values, mode, call, path, destination);
            return;
        }
        NarrowLoop.Encode(new NarrowSteps(this, zeroPoint), values, mode, call, path, destination);
    }

    // y = (code − zero point) × scale
    internal void DecodeAffine<TCode>(
        ReadOnlySpan<TCode> codes, int zeroPoint, in GridCall call, KernelPath path, Span<float> destination)
        where TCode : unmanaged
    {
        if (path == KernelPath.Avx512)
        {
            WideLoop.Decode(new WideSteps(this, zeroPoint), codes, call, destination);
            return;
        }
        NarrowLoop.Decode(new NarrowSteps(this, zeroPoint), codes, call, destination);
    }
}
