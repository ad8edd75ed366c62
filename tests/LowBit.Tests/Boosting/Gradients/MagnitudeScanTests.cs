using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class MagnitudeScanTests
{
    static readonly float[] Special =
        [0, -0f, float.Epsilon, -float.Epsilon, 1, -1, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, -float.NaN];

    static float Value(int i)
    {
        uint word = new RandomStream(4, 1, 0).Word((ulong)i);
        return word % 7 == 0 && i > 60 ? Special[i % Special.Length]
            : MathF.ScaleB((word & 1) == 0 ? 1 + word / 1e10f : -1 - word / 1e10f, (int)(word >> 4) % 20 - 10);
    }

    static readonly float[] Values = [.. Enumerable.Range(0, 133).Select(Value)];

    static (float Max, int[] Buckets) Run(ReadOnlySpan<float> values, uint from, KernelPath path)
    {
        int[] buckets = new int[values.Length + MagnitudeScan.Slack];
        fixed (int* list = buckets)
        {
            float max = MagnitudeScan.Run(values, from, path, list, out int count);
            return (max, buckets[..count]);
        }
    }

    [Fact]
    public void EveryPathFindsTheMaximumAndTheBucketsOfLargeValuesAtEveryLength()
    {
        foreach (uint from in (uint[])[0, 1 << 15, BitConverter.SingleToUInt32Bits(1), BitConverter.SingleToUInt32Bits(100), uint.MaxValue])
        {
            for (int length = 0; length <= Values.Length; length++)
            {
                float[] values = Values[..length];
                int[] expected = [.. values.Select(value => BitConverter.SingleToUInt32Bits(value) & 0x7FFF_FFFF)
                    .Where(bits => bits >= from).Select(bits => (int)(bits >> 15))];
                foreach (var path in Isa.Supported)
                {
                    var (max, buckets) = Run(values, from, path);
                    Assert.Equal(expected, buckets);
                    Assert.Equal(AbsMax.Of(values, KernelPath.Scalar), max);
                }
            }
        }
    }
}
