using System.Numerics;
using LowBit.Boosting;

namespace LowBit.Tests;

public class PowersOfFiveTests
{
    [Fact]
    public void EveryPowerHasItsTopBitSet()
    {
        for (int q = PowersOfFive.MinExponent; q <= PowersOfFive.MaxExponent; q++)
        {
            Assert.True(PowersOfFive.High(q) >> 63 == 1, $"5^{q}");
        }
    }

    [Fact]
    public void PowersUpTo55AreExact()
    {
        for (int q = 0; q <= 55; q++)
        {
            var word = (new BigInteger(PowersOfFive.High(q)) << 64) + PowersOfFive.Low(q);
            Assert.Equal(BigInteger.Pow(5, q), word >> (int)(128 - BigInteger.Pow(5, q).GetBitLength()));
            Assert.True(BigInteger.Pow(5, q).GetBitLength() <= 128);
        }
    }

    [Theory]
    [InlineData(-342, 0xEEF453D6923BD65AUL, 0x113FAA2906A13B3FUL)]
    [InlineData(-1, 0xCCCCCCCCCCCCCCCCUL, 0xCCCCCCCCCCCCCCCDUL)]
    [InlineData(0, 0x8000000000000000UL, 0UL)]
    [InlineData(308, 0x8E679C2F5E44FF8FUL, 0x570F09EAA7EA7648UL)]
    public void WordsAreThePublishedOnes(int q, ulong high, ulong low) =>
        Assert.Equal((high, low), (PowersOfFive.High(q), PowersOfFive.Low(q)));
}
