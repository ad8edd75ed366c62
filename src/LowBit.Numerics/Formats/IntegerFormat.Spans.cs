namespace LowBit.Numerics;

// The vector kernels.
public sealed partial record IntegerFormat
{
    private protected override bool TryRound(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, Span<float> destination)
    {
        GridLoop.Round(new StepGrid(this), values, mode, call, destination);
        return true;
    }

    private protected override bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, Span<TCode> destination)
    {
        GridLoop.Encode(new StepGrid(this), values, mode, call, destination);
        return true;
    }

    private protected override bool TryDecode<TCode>(ReadOnlySpan<TCode> codes, in GridCall call, Span<float> destination)
    {
        GridLoop.Decode(new StepGrid(this), codes, call, destination);
        return true;
    }
}
