using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

public class AccumulatorBoundTests
{
    [Theory]
    [InlineData(16, 2)]
    [InlineData(15, 8)]
    [InlineData(14, 32)]
    [InlineData(13, 128)]
    [InlineData(12, 512)]
    [InlineData(8, 133_144)]
    [InlineData(2, int.MaxValue)]
    public void ChainsOfThirtyTwoBitsAreThoseOfThePaper(int bits, long length) =>
        Assert.Equal(length, AccumulatorBound.SafeChain(bits, bits, 32));

    [Fact]
    public void SafeChainIsTheLongestThatFits() => Gen.Select(Gen.Int[2, 32], Gen.Int[2, 32], Gen.Int[2, 64]).Sample((left, right, bits) =>
    {
        var product = (Int128)((1L << (left - 1)) - 1) * ((1L << (right - 1)) - 1);
        var most = ((Int128)1 << (bits - 1)) - 1;
        var length = (Int128)AccumulatorBound.SafeChain(left, right, bits);
        return length * product <= most && (length + 1) * product > most;
    });

    // 2^(P − 1) − 1 = 32,767, …; the table's digits are cut, not rounded
    [Theory]
    [InlineData(16, 8, InputSign.Unsigned, 127.99609375)]
    [InlineData(16, 8, InputSign.Signed, 255.9921875)]
    [InlineData(14, 8, InputSign.Unsigned, 31.99609375)]
    [InlineData(12, 8, InputSign.Unsigned, 7.99609375)]
    [InlineData(20, 8, InputSign.Unsigned, 2047.99609375)]
    [InlineData(16, 4, InputSign.Unsigned, 2047.9375)]
    public void NormsAreThoseOfA2Q(int accumulatorBits, int inputBits, InputSign sign, double norm) =>
        Assert.Equal(norm, AccumulatorBound.MaxNorm(accumulatorBits, inputBits, sign));

    [Theory]
    [InlineData(16, 8, 256.996)]
    [InlineData(12, 8, 16.055)]
    public void CenteredNormsAreThoseOfA2QPlus(int accumulatorBits, int inputBits, double norm) =>
        Assert.Equal(norm, AccumulatorBound.MaxCenteredNorm(accumulatorBits, inputBits), 0.0005);

    [Fact]
    public void FewestBitsHoldTheLargestSumAndOneLessDoesNotHoldTheBound() =>
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.Int[1, 32], Gen.Int[1, 32], Gen.Enum<InputSign>()).Sample((terms, inputs, weights, sign) =>
        {
            int bits = AccumulatorBound.MinBits(terms, inputs, weights, sign);
            var largest = (Int128)terms << (inputs + weights - 1 - (sign == InputSign.Signed ? 1 : 0));
            return largest <= ((Int128)1 << (bits - 1)) - 1 && (bits == 2 || largest > ((Int128)1 << (bits - 2)) - 1);
        });

    [Theory]
    [InlineData(1, 8, 8, InputSign.Unsigned, 17)]
    [InlineData(1, 8, 8, InputSign.Signed, 16)]
    [InlineData(131_071, 8, 8, InputSign.Signed, 32)]
    [InlineData(131_072, 8, 8, InputSign.Signed, 33)]
    public void FewestBitsAreThoseOfTheDataTypes(int terms, int inputBits, int weightBits, InputSign sign, int bits) =>
        Assert.Equal(bits, AccumulatorBound.MinBits(terms, inputBits, weightBits, sign));

    [Fact]
    public void ProvedRowsNeverOverflowAndOthersDoAtTheirWorst() =>
        Gen.Select(Gen.SByte.Array[1, 40], Gen.Int[1, 127], Gen.Int[2, 24], Gen.SByte.Array[40]).Sample((weights, most, bits, values) =>
        {
            var inputs = Array.ConvertAll(values[..weights.Length], value => (sbyte)Math.Clamp(value, -most, most));
            var worst = Array.ConvertAll(weights, weight => (sbyte)(Math.Sign(weight) * most));
            var accumulator = new Accumulator(bits, AccumulatorOverflow.WrapAround);
            accumulator.Dot(weights, inputs, out long overflows);
            accumulator.Dot(weights, worst, out long atWorst);
            return AccumulatorBound.IsSafe(weights, most, bits) ? overflows + atWorst == 0 : atWorst > 0;
        });

    [Fact]
    public void NormsWithinA2QAreProved() => Gen.Select(Gen.SByte.Array[1, 40], Gen.Int[2, 24], Gen.Int[1, 8]).Sample((weights, bits, inputBits) =>
    {
        long norm = weights.Sum(weight => Math.Abs((int)weight));
        return (norm <= AccumulatorBound.MaxNorm(bits, inputBits, InputSign.Unsigned))
            == AccumulatorBound.IsSafe(weights, 1 << inputBits, bits);
    });

    [Fact]
    public void CenteredRowsWithinA2QPlusNeverOverflow() => Gen.Select(Gen.Int[-50, 50].Array[1, 30], Gen.Int[4, 20], Gen.Int[1, 7]).Sample((half, bits, inputBits) =>
    {
        short[] weights = [.. half.Select(weight => (short)weight), .. half.Select(weight => (short)-weight)]; // their sum is 0
        long norm = weights.Sum(weight => Math.Abs((int)weight));
        short most = (short)((1 << inputBits) - 1);
        var worst = Array.ConvertAll(weights, weight => weight > 0 ? most : (short)0);
        new Accumulator(bits, AccumulatorOverflow.WrapAround).Dot(weights, worst, out long overflows);
        return norm <= AccumulatorBound.MaxCenteredNorm(bits, inputBits) == (overflows == 0);
    });

    [Fact]
    public void RowsOfShortsAreProvedLikeBytes()
    {
        Assert.True(AccumulatorBound.IsSafe((short[])[-32768, 32767], 1, 17));
        Assert.False(AccumulatorBound.IsSafe((short[])[-32768, 32767, 1], 1, 17));
        Assert.True(AccumulatorBound.IsSafe((sbyte[])[-128, 127], 257, 17));
        Assert.False(AccumulatorBound.IsSafe((sbyte[])[-128, 127], 258, 17));
    }

    [Fact]
    public void ArgumentsOutsideTheirRangesAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.SafeChain(1, 8, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.SafeChain(8, 33, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.SafeChain(8, 8, 65));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.MaxNorm(1, 8, InputSign.Signed));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.MaxCenteredNorm(8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.MinBits(0, 8, 8, InputSign.Signed));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccumulatorBound.IsSafe((sbyte[])[], -1, 8));
    }
}
