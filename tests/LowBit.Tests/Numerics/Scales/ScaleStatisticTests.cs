using LowBit.Numerics;

namespace LowBit.Tests;

public class ScaleStatisticTests
{
    static readonly FloatFormat Format = FloatFormats.E2M1;
    static readonly float[] Normal = ScaleSamples.Normal(1000);

    static readonly Dictionary<string, ScaleStatistic> Statistics = new()
    {
        ["AbsMax"] = ScaleStatistic.AbsMax,
        ["MinMax"] = ScaleStatistic.MinMax,
        ["Rms"] = ScaleStatistic.Rms(2.5),
        ["StandardDeviation"] = ScaleStatistic.StandardDeviation(2.92247856),
        ["AbsMean"] = ScaleStatistic.AbsMean(),
        ["Ternary"] = ScaleStatistic.Ternary(),
        ["LeastError"] = ScaleStatistic.LeastError(candidates: 10),
        ["LeastError, 2.4"] = ScaleStatistic.LeastError(2.4, 10),
        ["Quantile"] = ScaleStatistic.Quantile(0.9),
    };

    public static TheoryData<string> Names => [.. Statistics.Keys];

    static double Of(ScaleStatistic statistic, params float[] block) => statistic.Of(block, Format, Isa.Best);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPathGivesTheBitsOfScalarAtEveryLength(string name)
    {
        float[] wild = ScaleSamples.Wild(258);
        foreach (float[] values in new[] { Normal, wild })
        {
            for (int length = 0; length <= 257; length++)
            {
                double expected = Statistics[name].Of(values.AsSpan(0, length), Format, KernelPath.Scalar);
                foreach (var path in Isa.Supported)
                {
                    double actual = Statistics[name].Of(values.AsSpan(0, length), Format, path);
                    Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingAndZerosGiveZero(string name)
    {
        Assert.Equal(0, Of(Statistics[name]));
        Assert.Equal(0, Of(Statistics[name], 0));
        Assert.Equal(0, Of(Statistics[name], new float[300]));
        Assert.Equal(0, Of(Statistics[name], Enumerable.Repeat(-0f, 40).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatIsNotFiniteIsSeenAnywhere(string name)
    {
        foreach (int length in new[] { 1, 8, 100, 200 })
        {
            for (int i = 0; i < length; i++)
            {
                foreach (float special in new[] { float.NaN, float.NegativeInfinity, float.PositiveInfinity })
                {
                    var block = Normal[..length];
                    block[i] = special;
                    double statistic = Of(Statistics[name], block);
                    Assert.False(double.IsFinite(statistic));
                    Assert.True(double.IsNaN(statistic) || !float.IsNaN(special));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PowersOfTwoPassThrough(string name)
    {
        double one = Of(Statistics[name], Normal), scaled = Of(Statistics[name], [.. Normal.Select(x => x * 0.03125f)]);
        double bound = name.EndsWith("2.4", StringComparison.Ordinal) ? 1e-12 : 0; // its powers are rounded
        Assert.InRange(scaled, one * 0.03125 * (1 - bound), one * 0.03125 * (1 + bound));
    }

    [Fact]
    public void MeansAreThoseOfDecimals()
    {
        foreach (int length in new[] { 1, 2, 15, 16, 17, 255, 1000 })
        {
            var block = Normal[..length];
            Assert.Equal(2.5 * ScaleStatisticReference.Rms(block), Of(ScaleStatistic.Rms(2.5), block), 1e-13);
            Assert.Equal(ScaleStatisticReference.AbsMean(block), Of(ScaleStatistic.AbsMean(), block), 1e-13);
            Assert.Equal(3 * ScaleStatisticReference.Deviation(block), Of(ScaleStatistic.StandardDeviation(3), block), 1e-13);
            Assert.Equal(ScaleStatisticReference.Ternary(block, 0.7), Of(ScaleStatistic.Ternary(), block), 1e-13);
        }
    }

    [Fact]
    public void QuantilesAreValuesOfTheSortedBlock()
    {
        float[][] blocks = [Normal, ScaleSamples.Wild(1000), [.. Enumerable.Repeat(1.5f, 500)], Normal[..127], Normal[..128]];
        foreach (float[] block in blocks)
        {
            foreach (double fraction in new[] { 0, 0.001, 0.1, 0.5, 0.77, 0.99, 0.999, 1 })
            {
                Assert.Equal(ScaleStatisticReference.Quantile(block, fraction), Of(ScaleStatistic.Quantile(fraction), block));
            }
        }
    }

    [Fact]
    public void QuantilesDoNotDependOnOrder()
    {
        float[] reversed = [.. Normal.Reverse()];
        Assert.Equal(Of(ScaleStatistic.Quantile(0.9), Normal), Of(ScaleStatistic.Quantile(0.9), reversed));
    }

    [Fact]
    public void LeastErrorIsTheLeastOfAllCandidates()
    {
        NumberFormat[] formats = [FloatFormats.E2M1, IntegerFormat.Symmetric(4), CenteredFormat.Of(2)];
        foreach (var format in formats)
        {
            var block = Normal[..500];
            Assert.Equal(
                ScaleStatisticReference.LeastError(block, format, 2, 100),
                ScaleStatistic.LeastError().Of(block, format, Isa.Best));
            Assert.Equal(
                ScaleStatisticReference.LeastError(block, format, 2.4, 50),
                ScaleStatistic.LeastError(2.4, 50).Of(block, format, Isa.Best));
        }
    }

    [Fact]
    public void EqualErrorsTakeTheLargestClip() =>
        Assert.Equal(1, ScaleStatistic.LeastError().Of([1f, -1f, 0f], IntegerFormat.Symmetric(2), Isa.Best));

    [Fact]
    public void DeviationForgetsTheMeanAndRmsDoesNot()
    {
        float[] block = [.. Normal[..32].Select(x => 100 + 0.01f * x)];
        Assert.True(Of(ScaleStatistic.StandardDeviation(1), block) < 0.02);
        Assert.True(Of(ScaleStatistic.Rms(1), block) > 99);
    }

    [Fact]
    public void MinMaxIncludesZero()
    {
        Assert.Equal(new ValueRange(0, 3), ValueRange.Of([2, 3], Isa.Best));
        Assert.Equal(new ValueRange(-3, 0), ValueRange.Of([-3, -2], Isa.Best));
        Assert.Equal(new ValueRange(-1, 2), ValueRange.Of([-1, 2], Isa.Best));
        Assert.Equal(3, Of(ScaleStatistic.MinMax, 2, 3));
        Assert.False(double.IsNegative(ValueRange.Of([-0f], Isa.Best).Min));
        Assert.Equal(new ValueRange(0, double.PositiveInfinity), ValueRange.Of([float.PositiveInfinity], Isa.Best));
    }

    [Fact]
    public void LearnedIsWhatWasGiven() => Assert.Equal(2.75, Of(ScaleStatistic.Learned(2.75), Normal));

    [Fact]
    public void VectorsOfTernaryWeights()
    {
        Assert.Equal(1.5525, Of(ScaleStatistic.AbsMean(), ScaleSamples.Block), 1e-7);
        var ternary = TernaryThreshold.Of(ScaleSamples.Block, Isa.Best);
        Assert.Equal(1.08675, ternary.Threshold, 1e-7);
        Assert.Equal(2.8, ternary.Scale, 1e-7);
        Assert.Equal(ternary.Scale, Of(ScaleStatistic.Ternary(), ScaleSamples.Block));
        Assert.Equal(new(0, 0), TernaryThreshold.Of([], Isa.Best));
    }

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.Rms(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.StandardDeviation(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.AbsMean(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.Ternary(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.LeastError(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.Quantile(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleStatistic.Learned(-1));
    }
}
