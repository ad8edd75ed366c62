using LowBit.Numerics;

namespace LowBit.Tests;

public class CodebooksTests
{
    // [Dettmers23] appendix E, as its authors' library derives it.
    [Fact]
    public void NF4HoldsQuantilesOfTheNormalDistribution()
    {
        const double Offset = 0.9677083;
        IEnumerable<double> quantiles(int count) =>
            Enumerable.Range(0, count).Select(i => Quantile(Offset + ((0.5 - Offset) * i / count)));
        double[] raw = [.. quantiles(8), 0, .. quantiles(7).Select(quantile => -quantile)];
        double[] expected = [.. raw.Order().Select(quantile => quantile / raw.Max())];
        Assert.Equal(16, expected.Length);
        for (uint code = 0; code < 16; code++)
        {
            Assert.Equal(expected[code], Codebooks.NF4.Decode(code), 2e-7);
        }
    }

    [Fact]
    public void NF4IsExactAtItsEndsAndZero() =>
        Assert.Equal([-1f, 0f, 1f], new uint[] { 0, 7, 15 }.Select(Codebooks.NF4.Decode));

    // Codes as other libraries compute them by their boundaries.
    [Theory]
    [InlineData(-0.85, 0u)]
    [InlineData(-0.8480, 1u)]
    [InlineData(0.0397, 7u)]
    [InlineData(0.0398, 8u)]
    [InlineData(0.8614, 14u)]
    [InlineData(0.8615, 15u)]
    public void NF4TakesTheNearestNumber(double value, uint code) => Assert.Equal(code, Codebooks.NF4.Encode(value));

    [Fact]
    public void DynamicMapsHold256NumbersWithZeroAndOne()
    {
        foreach (var map in new[] { Codebooks.DynamicSigned, Codebooks.DynamicUnsigned })
        {
            var numbers = map.Values.ToArray();
            Assert.Equal(256, numbers.Length);
            Assert.Equal(numbers.Order(), numbers);
            Assert.Contains(0f, numbers);
            Assert.Equal(1, numbers[^1]);
            Assert.Equal(8, map.CodeBits);
        }
        Assert.Equal(127, Codebooks.DynamicSigned.Values.IndexOf(0));
        Assert.Equal(0, Codebooks.DynamicUnsigned.Values.IndexOf(0));
    }

    [Fact]
    public void DynamicMapsHaveTheSmallestAndLargestNumbersOfTheirRecipe()
    {
        Assert.Equal([-0.99296875f, -0.97890625f], Codebooks.DynamicSigned.Values[..2].ToArray());
        Assert.Equal([5.5e-7f, 3.25e-6f, 7.75e-6f], Codebooks.DynamicSigned.Values[128..131].ToArray());
        Assert.Equal([0, 3.25e-7f, 7.75e-7f, 2.125e-6f], Codebooks.DynamicUnsigned.Values[..4].ToArray());
        Assert.Equal(0.996484375f, Codebooks.DynamicUnsigned.Values[254]);
    }

    // What create_dynamic_map(True, 3, 4) and linspace(0, 1, 17)[1:] are in [torchao].
    [Fact]
    public void MapsOf4BitOptimizersHold16Numbers()
    {
        Assert.Equal(
            [-0.8875f, -0.6625f, -0.4375f, -0.2125f, -0.0775f, -0.0325f, -0.0055f, 0, 0.0055f, 0.0325f, 0.0775f, 0.2125f,
                0.4375f, 0.6625f, 0.8875f, 1], Codebooks.DynamicSigned4.Values.ToArray());
        Assert.Equal(Enumerable.Range(1, 16).Select(i => i * 0.0625f), Codebooks.LinearAboveZero4.Values.ToArray());
    }

    // At each border between two codes, the floats on both sides of it, and numbers everywhere.
    [Theory]
    [InlineData("DynamicSigned")]
    [InlineData("DynamicUnsigned")]
    [InlineData("DynamicSigned4")]
    [InlineData("LinearAboveZero4")]
    [InlineData("NF4")]
    [InlineData("Ternary")]
    public void TheTableOfCellsGivesTheNearestCode(string name)
    {
        var format = (CodebookFormat)FormatCases.Named(name);
        Assert.NotNull(CodebookCells.Of(format));
        float[] sorted = format.Values.ToArray();
        IEnumerable<uint> borders = sorted.Zip(sorted[1..], (a, b) => BitConverter.SingleToUInt32Bits((float)(((double)a + b) / 2)));
        float[] values = [.. borders.Concat(Enumerable.Range(0, 1 << 17).Select(i => (uint)i * 32771u))
            .SelectMany(bits => new[] { bits - 2, bits - 1, bits, bits + 1, bits + 2 }).Select(BitConverter.UInt32BitsToSingle)];
        var codes = new byte[values.Length];
        format.Encode(values, RoundingMode.NearestEven, default, 0, KernelPath.Vector, codes);
        Assert.Equal(values.Select(value => (byte)format.Encode(value)), codes);
    }

    [Fact]
    public void HigherBitsOfACodeAreIgnored()
    {
        foreach (var path in Isa.Supported)
        {
            var numbers = new float[256];
            Codebooks.Ternary.Decode(Enumerable.Range(0, 256).Select(code => (byte)code).ToArray(), path, numbers);
            Assert.All(numbers.Chunk(4), four => Assert.Equal([-1, 0, 1, float.NaN], four));
        }
    }

    [Fact]
    public void DynamicSignedIsSymmetricButForOne() =>
        Assert.Equal(
            Codebooks.DynamicSigned.Values[..127].ToArray(),
            Codebooks.DynamicSigned.Values[128..255].ToArray().Reverse().Select(number => -number));

    [Theory]
    [InlineData(0.0, RoundingMode.NearestEven, 1)]
    [InlineData(0.0, RoundingMode.NearestAway, -1)]
    [InlineData(-1e-300, RoundingMode.NearestEven, -1)]
    [InlineData(-0.9, RoundingMode.TowardZero, 1)]
    [InlineData(0.9, RoundingMode.TowardZero, 1)]
    public void BinaryHasNoZero(double value, RoundingMode mode, float expected) =>
        Assert.Equal(expected, Codebooks.Binary.Round(value, mode));

    [Fact]
    public void TernaryRoundsHalvesToZero() =>
        Assert.Equal([-1f, 0, 0, 0, 1f], new[] { -0.51, -0.5, 0.2, 0.5, 0.51 }.Select(value => Codebooks.Ternary.Round(value)));

    [Fact]
    public void NaNHasItsCodeOrThatOfTheNumberNearestToZero()
    {
        Assert.Equal(7u, Codebooks.NF4.Encode(double.NaN));
        var withNaN = CodebookFormat.Of("With NaN", [3, float.NaN, -2]);
        Assert.Equal(1u, withNaN.Encode(double.NaN));
        Assert.True(float.IsNaN(withNaN.Decode(1)));
        Assert.Equal([0u, 2u], new[] { double.PositiveInfinity, double.NegativeInfinity }.Select(value => withNaN.Encode(value)));
        Assert.Equal(withNaN, CodebookFormat.Of("With NaN", [3, float.NaN, -2]));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, 2f, 1f)]
    [InlineData(0f, -0f)]
    [InlineData(1f, float.PositiveInfinity)]
    [InlineData(1f, 2f, float.NaN, float.NaN)]
    public void WhatIsNoSetOfNumbersIsRefused(params float[] values)
    {
        var refusal = Assert.Throws<ArgumentException>(() => CodebookFormat.Of("Bad", values));
        Assert.Contains("different finite numbers", refusal.Message);
    }

    // Where the integral of the density from 0 passes the probability, by bisection.
    static double Quantile(double probability)
    {
        double low = 0, high = 8;
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            (low, high) = HalfNormal(middle) + 0.5 < probability ? (middle, high) : (low, middle);
        }
        return low;
    }

    // Simpson's rule.
    static double HalfNormal(double end)
    {
        const int Parts = 400;
        double sum = 0;
        for (int i = 0; i <= Parts; i++)
        {
            double x = end * i / Parts;
            sum += (i is 0 or Parts ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-x * x / 2);
        }
        return sum * end / Parts / 3 / Math.Sqrt(2 * Math.PI);
    }
}
