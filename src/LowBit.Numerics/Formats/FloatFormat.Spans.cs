using FloatLoops = LowBit.Numerics.GridLoops<
    LowBit.Numerics.FloatFormat,
    LowBit.Numerics.FloatGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8, LowBit.Numerics.SignedZeros>,
    LowBit.Numerics.FloatGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16, LowBit.Numerics.SignedZeros>>;
using OneZeroLoops = LowBit.Numerics.GridLoops<
    LowBit.Numerics.FloatFormat,
    LowBit.Numerics.FloatGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8, LowBit.Numerics.OneZero>,
    LowBit.Numerics.FloatGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16, LowBit.Numerics.OneZero>>;
using TruncatedLoops = LowBit.Numerics.GridLoops<
    LowBit.Numerics.FloatFormat,
    LowBit.Numerics.TruncatedGrid<LowBit.Numerics.Ints8, LowBit.Numerics.Singles8>,
    LowBit.Numerics.TruncatedGrid<LowBit.Numerics.Ints16, LowBit.Numerics.Singles16>>;

namespace LowBit.Numerics;

// The vector kernels of the kinds of grids; a format of another kind goes through the reference.
public sealed partial record FloatFormat
{
    enum GridKind
    {
        None,
        Float,
        OneZero,
        Truncated,
    }

    // Without fraction bits all numbers but zero are an odd count of steps, but every second one has an even code.
    GridKind Kind =>
        !HasZero || !HasSubnormals || MantissaBits is < 1 or > 22 ? GridKind.None
        : MinExponent - MantissaBits >= -96 && MaxExponent + 1 + 23 - MantissaBits <= 127 && MaxExponent < 126
            ? Specials == SpecialValues.NegativeZeroIsNaN ? GridKind.OneZero : GridKind.Float
        : this is { ExponentBits: 8, Bias: 127, Specials: SpecialValues.Ieee, IsSigned: true } ? GridKind.Truncated
        : GridKind.None;

    private protected override bool TryRound(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination)
    {
        switch (Kind)
        {
            case GridKind.Float:
                FloatLoops.Round(this, values, mode, call, path, destination);
                return true;
            case GridKind.OneZero:
                OneZeroLoops.Round(this, values, mode, call, path, destination);
                return true;
            case GridKind.Truncated:
                TruncatedLoops.Round(this, values, mode, call, path, destination);
                return true;
            default:
                return false;
        }
    }

    private protected override bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
    {
        switch (Kind)
        {
            case GridKind.Float:
                FloatLoops.Encode(this, values, mode, call, path, destination);
                return true;
            case GridKind.OneZero:
                OneZeroLoops.Encode(this, values, mode, call, path, destination);
                return true;
            case GridKind.Truncated:
                TruncatedLoops.Encode(this, values, mode, call, path, destination);
                return true;
            default:
                return false;
        }
    }

    private protected override bool TryDecode<TCode>(
        ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
    {
        switch (Kind)
        {
            case GridKind.Float:
                FloatLoops.Decode(this, codes, call, path, destination);
                return true;
            case GridKind.OneZero:
                OneZeroLoops.Decode(this, codes, call, path, destination);
                return true;
            case GridKind.Truncated:
                TruncatedLoops.Decode(this, codes, call, path, destination);
                return true;
            default:
                return false;
        }
    }
}
