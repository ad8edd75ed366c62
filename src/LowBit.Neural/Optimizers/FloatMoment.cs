using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>float32 numbers.</summary>
sealed class FloatMoment(int count) : MomentStore
{
    readonly float[] _values = new float[count];

    public override long ByteCount => sizeof(float) * (long)_values.Length;

    public override Span<float> Load(int start, Span<float> scratch, KernelPath path) => _values.AsSpan(start, scratch.Length);

    public override void Keep(int start, Span<float> values, RandomStream random, ulong firstIndex, KernelPath path)
    {
        // Load gave the store's own memory.
    }

    public override IEnumerable<StateSlot> Slots(string name, long[] shape) =>
        [StateSlot.Of(name, StateElement.F32, shape, _values)];
}
