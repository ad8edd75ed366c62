using LowBit.Numerics;

namespace LowBit.Tests;

public class AbsMaxTests
{
    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Theory]
    [MemberData(nameof(Paths))]
    public void LargestMagnitudeIsFoundAtEveryPosition(KernelPath path)
    {
        var values = new float[257];
        for (int i = 0; i < values.Length; i++)
        {
            Array.Fill(values, 1.5f);
            values[i] = -2.5f;
            Assert.Equal(2.5f, AbsMax.Of(values, path));
            Assert.Equal(1.5f, i == 0 ? 1.5f : AbsMax.Of(values.AsSpan(0, i), path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NoValueGivesZero(KernelPath path) => Assert.Equal(0f, AbsMax.Of([], path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void InfinityIsNotLost(KernelPath path)
    {
        var values = Enumerable.Repeat(float.MaxValue, 100).ToArray();
        values[13] = float.NegativeInfinity;
        Assert.Equal(float.PositiveInfinity, AbsMax.Of(values, path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NaNIsNotLost(KernelPath path)
    {
        var values = Enumerable.Repeat(float.PositiveInfinity, 100).ToArray();
        values[13] = float.NaN;
        Assert.Equal(float.NaN, AbsMax.Of(values, path));
    }
}
