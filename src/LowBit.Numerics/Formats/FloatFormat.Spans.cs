namespace LowBit.Numerics;

// The vector kernels of the two kinds of grids; a format of another kind goes through the reference.
public sealed partial record FloatFormat
{
    private protected override bool TryRound(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, Span<float> destination)
    {
        if (FloatGrid.Fits(this))
        {
            GridLoop.Round(new FloatGrid(this), values, mode, call, destination);
            return true;
        }
        if (TruncatedGrid.Fits(this))
        {
            GridLoop.Round(new TruncatedGrid(this), values, mode, call, destination);
            return true;
        }
        return false;
    }

    private protected override bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, Span<TCode> destination)
    {
        if (FloatGrid.Fits(this))
        {
            GridLoop.Encode(new FloatGrid(this), values, mode, call, destination);
            return true;
        }
        if (TruncatedGrid.Fits(this))
        {
            GridLoop.Encode(new TruncatedGrid(this), values, mode, call, destination);
            return true;
        }
        return false;
    }

    private protected override bool TryDecode<TCode>(ReadOnlySpan<TCode> codes, in GridCall call, Span<float> destination)
    {
        if (FloatGrid.Fits(this))
        {
            GridLoop.Decode(new FloatGrid(this), codes, call, destination);
            return true;
        }
        if (TruncatedGrid.Fits(this))
        {
            GridLoop.Decode(new TruncatedGrid(this), codes, call, destination);
            return true;
        }
        return false;
    }
}
