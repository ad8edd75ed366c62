using LowBit.Numerics;

namespace LowBit.Tests;

public class CodeFlipsTests
{
    [Fact]
    public void EveryPathCountsWhatDiffers()
    {
        byte[] before = [.. Enumerable.Range(0, 257).Select(i => (byte)(i * 7))];
        byte[] after = [.. before.Select((code, i) => i % 3 == 0 ? (byte)(code ^ (1 << (i % 8))) : code)];
        foreach (var path in Isa.Supported)
        {
            for (int length = 0; length <= 257; length++)
            {
                Assert.Equal((length + 2) / 3, CodeFlips.Count(before.AsSpan(0, length), after.AsSpan(0, length), path));
            }
        }
    }

    [Fact]
    public void RateIsTheShare()
    {
        Assert.Equal(0.25, CodeFlips.Rate([1, 2, 3, 4], [1, 2, 3, 5], Isa.Best));
        Assert.Equal(0, CodeFlips.Rate([], [], Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeFlips.Rate([1], [], Isa.Best));
    }
}
