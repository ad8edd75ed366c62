using LowBit.Numerics;

namespace LowBit.Tests;

public class ErrorStatisticsTests
{
    static readonly float[] Values = ScaleSamples.Normal(20_000, 3), Quantized = [.. Values.Select(x => 0.25f * (float)Math.Round(4 * x))];

    static ErrorStatistics Of(float[] values, float[] quantized, KernelPath path = KernelPath.Scalar)
    {
        var statistics = new ErrorStatistics();
        statistics.Add(values, quantized, path);
        return statistics;
    }

    static long[] Bits(ErrorStatistics s) =>
    [
        BitConverter.DoubleToInt64Bits(s.Bias), BitConverter.DoubleToInt64Bits(s.ErrorVariance), BitConverter.DoubleToInt64Bits(s.Alignment),
        BitConverter.DoubleToInt64Bits(s.RelativeSquaredError), BitConverter.DoubleToInt64Bits(s.SqnrDecibels),
        s.Count, s.NonFiniteValueCount, s.NonFiniteQuantizedCount, s.UnderflowCount, s.SaturationCount,
    ];

    [Fact]
    public void SumsAreThoseOfDecimals()
    {
        var statistics = Of(Values, Quantized);
        decimal[] x = [.. Values.Select(v => (decimal)(double)v)], q = [.. Quantized.Select(v => (decimal)(double)v)];
        decimal n = x.Length, bias = x.Zip(q, (a, b) => b - a).Sum() / n, squared = x.Zip(q, (a, b) => (b - a) * (b - a)).Sum();
        decimal power = x.Sum(v => v * v);
        Assert.Equal((double)bias, statistics.Bias, 1e-15);
        Assert.Equal((double)(squared / n - bias * bias), statistics.ErrorVariance, 1e-13);
        Assert.Equal((double)(squared / power), statistics.RelativeSquaredError, 1e-13);
        Assert.Equal((double)(x.Zip(q, (a, b) => a * b).Sum() / power), statistics.Alignment, 1e-13);
        Assert.Equal(10 * Math.Log10((double)(power / squared)), statistics.SqnrDecibels, 1e-10);
        Assert.Equal(Values.Zip(Quantized).Count(pair => pair.First != 0 && pair.Second == 0), statistics.UnderflowCount);
        Assert.Equal(statistics.UnderflowCount / 20_000.0, statistics.UnderflowRate);
    }

    [Fact]
    public void EveryPathGivesTheBitsOfScalarAtEveryLength()
    {
        float[] values = [float.NaN, 1, float.PositiveInfinity, 0, -0f, float.Epsilon, .. Values[..260]];
        float[] quantized = [1, float.NaN, float.NaN, 0, 0, 0, .. Quantized[..200], float.NegativeInfinity, .. Quantized[201..260]];
        foreach (var path in Isa.Supported)
        {
            for (int length = 0; length <= 257; length++)
            {
                Assert.Equal(Bits(Of(values[..length], quantized[..length])), Bits(Of(values[..length], quantized[..length], path)));
            }
            Assert.Equal(Bits(Of(Values, Quantized)), Bits(Of(Values, Quantized, path)));
        }
    }

    [Fact]
    public void MergedPartsAreTheWhole()
    {
        var whole = Of(Values, Quantized, Isa.Best);
        var parts = Enumerable.Range(0, 5).Select(i => new Range(4096 * i, Math.Min(4096 * (i + 1), 20_000)))
            .Select(range => Of(Values[range], Quantized[range], Isa.Best)).ToArray();
        var merged = new ErrorStatistics();
        foreach (int i in new[] { 3, 0, 4, 2, 1 })
        {
            merged.Merge(parts[i]);
        }
        Assert.Equal(Bits(whole), Bits(merged));
        merged.Clear();
        Assert.Equal(Bits(new ErrorStatistics()), Bits(merged));
    }

    [Fact]
    public void WhatIsNotFiniteIsCountedAndLeftOut()
    {
        var statistics = Of([float.NaN, 1, 2, float.PositiveInfinity, 4], [0, float.NaN, 2.5f, float.NegativeInfinity, float.PositiveInfinity]);
        Assert.Equal((1, 2, 2), (statistics.Count, statistics.NonFiniteValueCount, statistics.NonFiniteQuantizedCount));
        Assert.Equal(0.5, statistics.Bias);
        Assert.Equal(0.0625, statistics.RelativeSquaredError);
        Assert.Equal(1.25, statistics.Alignment);
    }

    [Fact]
    public void EndsHaveAnswers()
    {
        var nothing = new ErrorStatistics();
        Assert.Equal((0, 0, 0, 0), (nothing.Bias, nothing.ErrorVariance, nothing.RelativeSquaredError, nothing.UnderflowRate));
        Assert.Equal((1, double.PositiveInfinity), (nothing.Alignment, nothing.SqnrDecibels));
        var exact = Of([1, -2], [1, -2]);
        Assert.Equal((0, double.PositiveInfinity, 1), (exact.RelativeSquaredError, exact.SqnrDecibels, exact.Alignment));
        var noise = Of([0, 0], [1, -1]);
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (noise.RelativeSquaredError, noise.SqnrDecibels));
        Assert.Equal((0, 1), (noise.Bias, noise.ErrorVariance));
    }

    [Fact]
    public void SqnrOfTenTimesIsTwentyDecibels() => Assert.Equal(20, Of([10, 10], [11, 9]).SqnrDecibels, 1e-13);

    [Fact]
    public void SaturationIsCountedBlockByBlock()
    {
        float[] values = [6, 6.5f, -7, float.NaN, 3, 3.5f, -2, -3], quantized = [6, 6, -6, float.NaN, 3, 3, -2, -3];
        var statistics = new ErrorStatistics();
        statistics.Add(values, quantized, new PerGroup(4).On(1, 8), FloatFormats.E2M1, new MatrixScales(new[] { 1f, 0.5f }), Isa.Best);
        Assert.Equal(3, statistics.SaturationCount);
        Assert.Equal(3 / 7.0, statistics.SaturationRate);
    }

    [Fact]
    public void SaturationOfAffineGridsMindsTheZeroPoint()
    {
        var statistics = new ErrorStatistics();
        statistics.Add(
            [-11, -10, 246, 245], [-10, -10, 245, 245], new PerTensor().On(1, 4), IntegerFormat.Unsigned(8),
            new MatrixScales(new[] { 1f }, default, new[] { 10 }), Isa.Best);
        Assert.Equal(2, statistics.SaturationCount);
    }

    [Fact]
    public void LengthsThatDifferAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1, 2], [1]));
}
