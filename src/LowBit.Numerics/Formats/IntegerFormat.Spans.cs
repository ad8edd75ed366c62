using StepLoops = LowBit.Numerics.GridLoops<
    LowBit.Numerics.IntegerFormat, LowBit.Numerics.StepGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>,
    LowBit.Numerics.StepGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>>;

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
}
