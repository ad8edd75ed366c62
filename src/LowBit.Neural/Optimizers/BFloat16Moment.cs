using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>bfloat16 numbers, rounded stochastically.</summary>
sealed class BFloat16Moment(int count) : MomentStore
{
    readonly ushort[] _codes = new ushort[count];

    public override long ByteCount => sizeof(ushort) * (long)_codes.Length;

    public override Span<float> Load(int start, Span<float> scratch, KernelPath path)
    {
        FloatFormats.BFloat16.Decode(_codes.AsSpan(start, scratch.Length), path, scratch);
        return scratch;
    }

    public override void Keep(int start, Span<float> values, RandomStream random, ulong firstIndex, KernelPath path) =>
        FloatFormats.BFloat16.Encode(
            values, RoundingMode.Stochastic, random, firstIndex + (ulong)start, path, _codes.AsSpan(start, values.Length));

    public override IEnumerable<StateSlot> Slots(string name, long[] shape) =>
        [StateSlot.Of(name, StateElement.BF16, shape, _codes)];
}
