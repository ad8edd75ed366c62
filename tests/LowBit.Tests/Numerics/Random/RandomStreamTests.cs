using LowBit.Numerics;

namespace LowBit.Tests;

public class RandomStreamTests
{
    static readonly RandomStream Stream = new(Seed: 42, Stream: 3, Step: 17);

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Fact]
    public void WordIsOneOfItsBlock()
    {
        var (x, y, z, w) = Philox4x32.Block(42, 5, 3, 17);
        Assert.Equal([x, y, z, w], [Stream.Word(20), Stream.Word(21), Stream.Word(22), Stream.Word(23)]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void FillIsWordByWordAtAnyLengthAndStart(KernelPath path)
    {
        var words = new uint[258];
        for (int length = 0; length <= 257; length++)
        {
            for (ulong first = 0xFFFF_FFFE; first < 0x1_0000_0003; first++)
            {
                Array.Clear(words);
                Stream.Fill(first, words.AsSpan(0, length), path);
                Assert.Equal(0u, words[length]);
                int probe = length == 0 ? 0 : (int)(first % (ulong)length);
                Assert.True(length == 0 || words[probe] == Stream.Word(first + (ulong)probe));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryWordOfAnOddStretchIsItsIndexsWord(KernelPath path)
    {
        const ulong First = (1ul << 34) - 101; // block 2³² stands in the stretch: the low counter word carries
        var words = new uint[257];
        Stream.Fill(First, words, path);
        Assert.Equal(Enumerable.Range(0, 257).Select(i => Stream.Word(First + (ulong)i)), words);
    }

    [Fact]
    public void BitsAreBalanced()
    {
        // 2^16 words: the number of ones in each bit has standard deviation 128; |z| > 5.5 in any of 32 bits is a
        // false alarm in 10⁶, and the seed is fixed.
        var words = new uint[1 << 16];
        Stream.Fill(0, words, Isa.Best);
        var ones = Enumerable.Range(0, 32).Select(bit => words.Count(word => (word >> bit & 1) != 0));
        Assert.All(ones, count => Assert.InRange(Math.Abs(count - (1 << 15)) / 128.0, 0, 5.5));
    }

    [Fact]
    public void SeedStreamAndStepEachChangeTheWords()
    {
        var all = new[] { Stream, Stream with { Seed = 43 }, Stream with { Stream = 4 }, Stream with { Step = 18 } };
        Assert.Equal(4, all.Select(stream => stream.Word(0)).Distinct().Count());
    }
}
