using LowBit.Numerics;

namespace LowBit.Tests;

public class IntegerDotTests
{
    const int Longest = 257;

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryLengthIsExact(KernelPath path)
    {
        foreach (var fill in Enum.GetValues<ProductSamples.Fill>())
        {
            for (int length = 0; length <= Longest; length++)
            {
                var bytes = ProductSamples.Bytes(1, length, fill: fill).View;
                var otherBytes = ProductSamples.Bytes(1, length, seed: 2).View;
                Assert.Equal(Sum(bytes, otherBytes), IntegerDot.Of(bytes.Values, otherBytes.Values, path));
                Assert.Equal(Sum(bytes, bytes), IntegerDot.Wide(bytes.Values, bytes.Values, path));
                var shorts = ProductSamples.Shorts(1, length, 16, fill: fill).View;
                var otherShorts = ProductSamples.Shorts(1, length, 12, seed: 2).View;
                Assert.Equal(Sum(shorts, shorts), IntegerDot.Wide(shorts.Values, shorts.Values, path));
                Assert.Equal(Sum(otherShorts, otherShorts), IntegerDot.Of(otherShorts.Values, otherShorts.Values, 12, path));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void WidestPairsOfShortsAreExact(KernelPath path)
    {
        var least = Enumerable.Repeat(short.MinValue, Longest).ToArray();
        var most = Enumerable.Repeat(short.MaxValue, Longest).ToArray();
        Assert.Equal(Longest * (1L << 30), IntegerDot.Wide(least, least, path));
        Assert.Equal(Longest * -32768L * 32767, IntegerDot.Wide(least, most, path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void SafeLengthHoldsTheLargestSumsAndNoMore(KernelPath path)
    {
        var least = Enumerable.Repeat(sbyte.MinValue, IntegerDot.MaxTerms + 1).ToArray();
        var most = Enumerable.Repeat(sbyte.MaxValue, IntegerDot.MaxTerms + 1).ToArray();
        Assert.Equal(16384L * IntegerDot.MaxTerms, IntegerDot.Of(least.AsSpan(1), least.AsSpan(1), path));
        Assert.Equal(-16256L * IntegerDot.MaxTerms, IntegerDot.Of(least.AsSpan(1), most.AsSpan(1), path));
        Assert.Equal(1L << 31, IntegerDot.Wide(least, least, path));
        var error = Assert.Throws<ArgumentException>(() => IntegerDot.Of(least, least, path));
        Assert.StartsWith(
            "131072 terms may overflow 32 bits; 131071 are safe for these operands. Use fewer, or a sum in 64 bits.",
            error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 2)]
    [InlineData(15, 8)]
    [InlineData(14, 32)]
    [InlineData(8, 133_144)]
    public void SafeLengthOfShortsHoldsTheLargestSumsAndNoMore(int bits, int safe)
    {
        short most = (short)((1 << (bits - 1)) - 1);
        var levels = Enumerable.Repeat(most, safe + 1).ToArray();
        Assert.Equal((long)most * most * safe, IntegerDot.Of(levels.AsSpan(1), levels.AsSpan(1), bits, Isa.Best));
        Assert.Throws<ArgumentException>(() => IntegerDot.Of(levels, levels, bits, Isa.Best));
    }

    [Fact]
    public void LevelsBeyondTheStatedBitsNeverGiveAWrongSum()
    {
        short[] least = [short.MinValue, short.MinValue];
        Assert.Equal(1 << 30, IntegerDot.Of(least.AsSpan(1), least.AsSpan(1), 16, Isa.Best));
        Assert.Throws<OverflowException>(() => IntegerDot.Of(least, least, 16, Isa.Best));
    }

    [Fact]
    public void LengthsThatDifferAreAnError()
    {
        Assert.Throws<ArgumentException>(() => IntegerDot.Of(new sbyte[3], new sbyte[2], Isa.Best));
        Assert.Throws<ArgumentException>(() => IntegerDot.Wide(new short[2], new short[3], Isa.Best));
    }

    static long Sum<T>(MatrixView<T> left, MatrixView<T> right)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> => ProductSamples.Expected(left, right)[0];
}
