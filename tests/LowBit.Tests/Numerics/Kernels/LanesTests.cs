using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Tests;

public class LanesTests
{
    static readonly Vector256<ulong> Left = Vector256.Create(0xFFFFFFFF_FFFFFFFF, 2, 0x12345678_9ABCDEF0, 4);
    static readonly Vector256<ulong> Right = Vector256.Create(0x00000001_FFFFFFFF, 6, 0xFEDCBA98_76543210, 8);

    [Fact]
    public void ProductTakesLowHalves()
    {
        var expected = Vector256.Create(0xFFFFFFFE_00000001, 12, 0x9ABCDEF0ul * 0x76543210ul, 32);
        Assert.Equal(expected, Lanes.MultiplyLow32(Left, Right));
        Assert.Equal(expected, Lanes.Portable.MultiplyLow32(Left, Right));
    }

    [Fact]
    public void BytesAndWordsPackInOrder()
    {
        var (a, b, c, d) = (From(0, 255), From(16, 255), From(32, 255), From(48, 255));
        byte[] bytes = [.. Enumerable.Range(0, 64).Select(i => (byte)(i * 37))];
        Assert.Equal(Vector512.Create(bytes), Lanes.PackBytes(a, b, c, d));
        Assert.Equal(
            Vector256.Create(bytes), Lanes.PackBytes(a.GetLower(), a.GetUpper(), b.GetLower(), b.GetUpper()));
        Assert.Equal(
            Vector256.Create(bytes), Lanes.Portable.PackBytes(a.GetLower(), a.GetUpper(), b.GetLower(), b.GetUpper()));
        ushort[] words = [.. Enumerable.Range(0, 32).Select(i => (ushort)(i * 2117))];
        (a, b) = (Words(0), Words(16));
        Assert.Equal(Vector512.Create(words), Lanes.PackWords(a, b));
        Assert.Equal(Vector256.Create(words), Lanes.PackWords(a.GetLower(), a.GetUpper()));
        Assert.Equal(Vector256.Create(words), Lanes.Portable.PackWords(a.GetLower(), a.GetUpper()));

        static Vector512<int> From(int first, int mask) =>
            Vector512.Create([.. Enumerable.Range(first, 16).Select(i => i * 37 & mask)]);

        static Vector512<int> Words(int first) => Vector512.Create([.. Enumerable.Range(first, 16).Select(i => i * 2117 & 0xFFFF)]);
    }

    [Fact]
    public void EvenLanesInterleave()
    {
        var expected = Vector256.Create(Left[0], Right[0], Left[2], Right[2]);
        Assert.Equal(expected, Lanes.InterleaveEven(Left, Right));
        Assert.Equal(expected, Lanes.Portable.InterleaveEven(Left, Right));
    }

    [Fact]
    public void OddLanesInterleave()
    {
        var expected = Vector256.Create(Left[1], Right[1], Left[3], Right[3]);
        Assert.Equal(expected, Lanes.InterleaveOdd(Left, Right));
        Assert.Equal(expected, Lanes.Portable.InterleaveOdd(Left, Right));
    }
}
