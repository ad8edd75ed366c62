using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class ByteMaskTests
{
    static readonly Gen<byte[]> Bytes = Gen.OneOf<byte>(0, 9, 10, 13, 34, 44, 128, 255).Array[64, 84];

    [Fact]
    public void EveryWidthFindsTheSameBytes() => Gen.Select(Bytes, Gen.OneOf<byte>(0, 44, 255)).Sample((bytes, value) =>
    {
        ulong expected = Bits(i => bytes[i] == value);
        Assert.Equal(expected, ByteMask.Equal(bytes, value));
        Assert.Equal(expected, ByteMask.Equal512(bytes, value));
        Assert.Equal(expected, ByteMask.Equal256(bytes, value));
        Assert.Equal(expected, ByteMask.Equal128(bytes, value));
    }, threads: 1);

    [Fact]
    public void PrefixXorIsTheParityOfTheBitsUpToEach() => Gen.ULong.Sample(bits =>
    {
        ulong expected = Bits(i => ulong.PopCount(bits & ByteMask.Lowest(i + 1)) % 2 == 1);
        Assert.Equal(expected, ByteMask.PrefixXor(bits));
    }, threads: 1);

    [Fact]
    public void LowestBitsStopAtTheWidth()
    {
        Assert.Equal(0UL, ByteMask.Lowest(0));
        Assert.Equal(7UL, ByteMask.Lowest(3));
        Assert.Equal(ulong.MaxValue, ByteMask.Lowest(64));
        Assert.Equal(ulong.MaxValue, ByteMask.Lowest(1000));
    }

    [Fact]
    public void IndexOfCountsSetBits() =>
        Assert.Equal([1, 4, 63], new[] { 0, 1, 2 }.Select(rank => ByteMask.IndexOf(0x8000_0000_0000_0012, rank)));

    static ulong Bits(Func<int, bool> isSet) =>
        Enumerable.Range(0, ByteMask.Width).Aggregate(0UL, (bits, i) => isSet(i) ? bits | (1UL << i) : bits);
}
