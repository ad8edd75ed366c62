using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Tests;

public class Philox4x32Tests
{
    // The known-answer vectors of Random123 (kat_vectors, philox4x32 10): counter, key, result.
    [Theory]
    [InlineData(0x00000000_00000000, 0x00000000, 0x00000000, 0x00000000_00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff_ffffffff, 0xffffffff, 0xffffffff, 0xffffffff_ffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x85a308d3_243f6a88, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void MatchesThePublishedVectors(
        ulong index, uint stream, uint step, ulong seed, uint x, uint y, uint z, uint w) =>
        Assert.Equal((x, y, z, w), Philox4x32.Block(seed, index, stream, step));

    [Theory]
    [InlineData(0ul)]
    [InlineData(5ul)]
    [InlineData(0xFFFF_FFFDul)] // the low counter word carries into the high one
    [InlineData(0xFFFF_FFFF_FFFF_FFFCul)] // the index wraps
    public void EightBlocksComeInOrder(ulong firstBlock)
    {
        var expected = new List<uint>();
        for (uint block = 0; block < 8; block++)
        {
            var (x, y, z, w) = Philox4x32.Block(0x0123_4567_89AB_CDEF, firstBlock + block, 7, 11);
            expected.AddRange([x, y, z, w]);
        }
        Philox4x32.Words32(0x0123_4567_89AB_CDEF, firstBlock, 7, 11, out var w0, out var w1, out var w2, out var w3);
        var words = new uint[32];
        w0.CopyTo(words, 0);
        w1.CopyTo(words, 8);
        w2.CopyTo(words, 16);
        w3.CopyTo(words, 24);
        Assert.Equal(expected, words);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(5ul)]
    [InlineData(0xFFFF_FFF5ul)]
    [InlineData(0xFFFF_FFFF_FFFF_FFF4ul)]
    public void SixteenBlocksComeInOrder(ulong firstBlock)
    {
        Assert.SkipUnless(Isa.Supports(KernelPath.Avx512), "needs AVX-512");
        var expected = new List<uint>();
        for (uint block = 0; block < 16; block++)
        {
            var (x, y, z, w) = Philox4x32.Block(0x0123_4567_89AB_CDEF, firstBlock + block, 7, 11);
            expected.AddRange([x, y, z, w]);
        }
        Philox4x32.Words64(0x0123_4567_89AB_CDEF, firstBlock, 7, 11, out var w0, out var w1, out var w2, out var w3);
        var words = new uint[64];
        w0.CopyTo(words, 0);
        w1.CopyTo(words, 16);
        w2.CopyTo(words, 32);
        w3.CopyTo(words, 48);
        Assert.Equal(expected, words);
    }
}
