using LowBit.Numerics;

namespace LowBit.Tests;

public class RadixSortTests
{
    [Theory]
    [InlineData(0, 64), InlineData(1, 64), InlineData(255, 64), InlineData(256, 64), InlineData(257, 1), InlineData(10_007, 64)]
    [InlineData(10_007, 9), InlineData(10_007, 33), InlineData(4_096, 0)]
    public void KeysAscend(int count, int bits)
    {
        var random = new RandomStream(5, 1, (uint)bits);
        ulong mask = bits == 64 ? ulong.MaxValue : (1ul << bits) - 1;
        ulong[] keys = [.. Enumerable.Range(0, count).Select(i =>
            ((ulong)random.Word((ulong)i) << 32 | random.Word((ulong)i + 1_000_000)) & mask)];
        ulong[] expected = [.. keys.Order()];
        RadixSort.Sort(keys, new ulong[count]);
        Assert.Equal(expected, keys);
    }

    [Fact]
    public void ALargerScratchIsLeftAloneBehindTheKeys()
    {
        ulong[] keys = [.. Enumerable.Range(0, 300).Select(i => (ulong)(299 - i) << 17)], scratch = [.. new ulong[300], 7];
        RadixSort.Sort(keys, scratch);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (ulong)i << 17), keys);
        Assert.Equal(7ul, scratch[300]);
    }
}
