using LowBit.Numerics;

namespace LowBit.Tests;

public class ScaleRuleTests
{
    static readonly FloatFormat E2M1 = FloatFormats.E2M1;
    static readonly ScaleRule Mx = new(ScaleStatistic.AbsMax, ScaleCodec.E8M0());
    static readonly ScaleRule NvFp4 = new(ScaleStatistic.AbsMax, ScaleCodec.UE4M3) { PreScale = TensorPreScale.AbsMax };

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, ScaleSamples.Granularities.Length)];

    static (float[] Scales, byte[] Codes, int[] Zeros) Fill(
        ScaleRule rule, float[] values, Granularity granularity, int rows, int columns, NumberFormat format, KernelPath path)
    {
        var grid = granularity.On(rows, columns);
        var scales = new float[grid.ScaleCount + 1];
        var codes = new byte[grid.ScaleCount + 1];
        int[] zeros = new int[grid.ScaleCount + 1];
        rule.Fill(values, grid, format, path, new(scales, codes, zeros));
        Assert.Equal((0f, 0, 0), (scales[^1], codes[^1], zeros[^1]));
        return (scales[..^1], codes[..^1], zeros[..^1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ScalesAreThoseOfEachBlockAloneOnEveryPath(int kind)
    {
        ScaleStatistic[] statistics =
        [
            ScaleStatistic.AbsMax, ScaleStatistic.Rms(2.9), ScaleStatistic.AbsMean(), ScaleStatistic.Quantile(0.8),
            ScaleStatistic.LeastError(2, 5), ScaleStatistic.MinMax,
        ];
        var granularity = ScaleSamples.Granularities[kind];
        foreach (var (rows, columns) in new[] { (0, 3), (1, 1), (7, 32), (8, 24), (5, 33), (9, 10), (70, 3) })
        {
            float[] values = ScaleSamples.Normal(rows * columns + 5);
            var blocks = ScaleSamples.Blocks(granularity, rows, columns);
            foreach (var statistic in statistics)
            {
                NumberFormat format = statistic.IsAffine ? IntegerFormat.Unsigned(8) : E2M1;
                double divisor = statistic.IsAffine ? 255 : 6;
                var rule = new ScaleRule(statistic, ScaleCodec.Float32);
                float[] expected =
                [
                    .. blocks.Select(block => (float)(statistic.Of(block.Select(i => values[i]).ToArray(), format, KernelPath.Scalar) / divisor)),
                ];
                foreach (var path in Isa.Supported)
                {
                    Assert.Equal(expected, Fill(rule, values, granularity, rows, columns, format, path).Scales);
                }
            }
        }
    }

    [Fact]
    public void LargestMagnitudesOfGroupsAreFoundAtEveryPlace()
    {
        foreach (int size in new[] { 8, 16, 24, 32, 64, 128, 136 })
        {
            foreach (var path in Isa.Supported)
            {
                float[] values = [.. Enumerable.Repeat(1f, 3 * size + 5)], maxima = new float[5];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = -2;
                    BlockAbsMax.Of(values, new Flat(size).On(1, values.Length), path, maxima);
                    Assert.Equal(Enumerable.Range(0, 4).Select(group => group == i / size ? 2f : 1f), maxima[..4]);
                    Assert.Equal(0, maxima[4]);
                    values[i] = 1;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PowersOfTwoScaleE8M0Exactly(int kind)
    {
        float[] values = ScaleSamples.Normal(9 * 20), scaled = [.. values.Select(x => x * 1024)];
        foreach (var rule in Enum.GetValues<ExponentRule>())
        {
            foreach (var statistic in new[] { ScaleStatistic.AbsMax, ScaleStatistic.Rms(2.92), ScaleStatistic.Quantile(0.9) })
            {
                var e8m0 = new ScaleRule(statistic, ScaleCodec.E8M0(rule)) { Gain = 0.75 };
                var one = Fill(e8m0, values, ScaleSamples.Granularities[kind], 9, 20, E2M1, Isa.Best);
                var other = Fill(e8m0, scaled, ScaleSamples.Granularities[kind], 9, 20, E2M1, Isa.Best);
                Assert.Equal(one.Scales.Select(x => x * 1024), other.Scales);
                Assert.Equal(one.Codes.Select(x => x + 10), other.Codes.Select(x => (int)x));
            }
        }
    }

    [Fact]
    public void PartsOfATensorGiveTheScalesOfTheWhole()
    {
        const int Rows = 10, Columns = 37;
        float[] values = ScaleSamples.Normal(Rows * Columns), parts = new float[Rows * 3];
        var whole = Fill(NvFp4, values, new PerGroup(16), Rows, Columns, E2M1, Isa.Best);
        float tensorScale = NvFp4.TensorScale(AbsMax.Of(values, Isa.Best), E2M1);
        Parallel.For(0, Rows, row => NvFp4.Fill(
            values.AsSpan(row * Columns, Columns), new PerGroup(16).On(1, Columns), E2M1, tensorScale, KernelPath.Scalar,
            new(parts.AsSpan(row * 3, 3))));
        Assert.Equal(whole.Scales, parts);
    }

    [Fact]
    public void NothingSaturatesUnderGainAndCeiling()
    {
        float[] values = ScaleSamples.Wild(3200), maxima = new float[100];
        var grid = new PerGroup(32).On(10, 320);
        BlockAbsMax.Of(values, grid, Isa.Best, maxima);
        var gained = Fill(Mx with { Gain = 0.75 }, values, new PerGroup(32), 10, 320, E2M1, Isa.Best).Scales;
        var ceiling = Fill(new(ScaleStatistic.AbsMax, ScaleCodec.PowerOfTwo(ExponentRule.CeilingOfRatio)), values, new PerGroup(32), 10, 320, E2M1, Isa.Best).Scales;
        for (int i = 0; i < maxima.Length; i++)
        {
            Assert.InRange(maxima[i] / (double)gained[i], 3 * (1 - 1e-7), 6);
            Assert.InRange(maxima[i] / (double)ceiling[i], 3, 6);
        }
    }

    [Fact]
    public void PreScaleIsOfTheTensorAndComesFirst()
    {
        float[] values = [.. Enumerable.Repeat(3f, 16), .. Enumerable.Repeat(-1.6f, 16)];
        var scales = new float[2];
        byte[] codes = new byte[2];
        float tensorScale = NvFp4.Fill(values, new PerGroup(16).On(1, 32), E2M1, Isa.Best, new(scales, codes));
        Assert.Equal(3f / 2688, tensorScale);
        Assert.Equal(0x7E, codes[0]); // 448
        Assert.Equal(FloatFormats.UE4M3.Encode(1.6f / (6 * (double)tensorScale)), codes[1]);
        Assert.Equal((float)(FloatFormats.UE4M3.Decode(codes[1]) * (double)tensorScale), scales[1]);
        Assert.Equal(0.5f, scales[0], 1e-7f);
    }

    [Fact]
    public void ZeroBlocksAndZeroTensorsHaveScaleOne()
    {
        float[] values = [.. new float[16], .. Enumerable.Repeat(5f, 16)];
        var mixed = Fill(NvFp4, values, new PerGroup(16), 1, 32, E2M1, Isa.Best);
        Assert.Equal(NvFp4.TensorScale(5, E2M1), mixed.Scales[0]); // 1 of the codec, times the pre-scale
        Assert.Equal(1f, FloatFormats.UE4M3.Decode(mixed.Codes[0]));
        Assert.Equal([1f, 1f], Fill(NvFp4, new float[32], new PerGroup(16), 1, 32, E2M1, Isa.Best).Scales);
        Assert.Equal([1f, 1f], Fill(Mx, new float[32], new PerGroup(16), 1, 32, E2M1, Isa.Best).Scales);
    }

    [Fact]
    public void BlocksThatAreNotFiniteHaveScaleNaN()
    {
        foreach (float special in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            float[] values = [.. Enumerable.Repeat(1f, 40)];
            values[20] = special;
            var (scales, codes, _) = Fill(Mx, values, new PerGroup(16), 1, 40, E2M1, Isa.Best);
            Assert.Equal([0.25f, float.NaN, 0.25f], scales);
            Assert.Equal([125, 255, 125], codes);
            (scales, codes, _) = Fill(NvFp4, values, new PerGroup(16), 1, 40, E2M1, Isa.Best);
            Assert.Equal([float.NaN, float.NaN, float.NaN], scales); // the whole tensor: its pre-scale is NaN
            Assert.Equal([0x7F, 0x7F, 0x7F], codes);
            var affine = Fill(new(ScaleStatistic.MinMax, ScaleCodec.Float32), values, new PerGroup(16), 1, 40, IntegerFormat.Unsigned(8), Isa.Best);
            Assert.Equal([1f / 255, float.NaN, 1f / 255], affine.Scales);
            Assert.Equal([0, 0, 0], affine.Zeros);
        }
    }

    [Fact]
    public void TinyTensorsKeepAPositiveScale()
    {
        float[] values = [.. Enumerable.Repeat(float.Epsilon, 32)];
        Assert.All(Fill(NvFp4, values, new PerGroup(16), 1, 32, E2M1, Isa.Best).Scales, scale => Assert.True(scale > 0));
        Assert.Equal(
            [float.Epsilon],
            Fill(new(ScaleStatistic.AbsMax, ScaleCodec.Float32) { Gain = 8 }, values, new PerTensor(), 1, 32, E2M1, Isa.Best).Scales);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(1)]
    public void ZeroPointsAreLevelsAndZeroIsExact(int bits)
    {
        var rule = new ScaleRule(ScaleStatistic.MinMax, ScaleCodec.Float32);
        NumberFormat[] formats = bits == 1 ? [IntegerFormat.Unsigned(1)] : [IntegerFormat.Unsigned(bits), IntegerFormat.Full(bits), IntegerFormat.Symmetric(bits)];
        foreach (var format in formats.Cast<IntegerFormat>())
        {
            foreach (float offset in new[] { -100f, -1, 0, 1, 100 })
            {
                float[] values = [.. ScaleSamples.Normal(320).Select(x => x + offset)];
                var (scales, _, zeros) = Fill(rule, values, new PerGroup(32), 10, 32, format, Isa.Best);
                Assert.All(zeros, zero => Assert.InRange(zero, format.MinLevel, format.MaxLevel));
                for (int i = 0; i < values.Length; i++)
                {
                    double level = Math.Clamp(Math.Round((double)values[i] / scales[i / 32]) + zeros[i / 32], format.MinLevel, format.MaxLevel);
                    Assert.InRange(Math.Abs(scales[i / 32] * (level - zeros[i / 32]) - values[i]), 0, scales[i / 32] * 1.000001);
                }
            }
        }
    }

    [Fact]
    public void WhatDoesNotGoTogetherIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Mx with { PreScale = TensorPreScale.AbsMax });
        Assert.Throws<ArgumentOutOfRangeException>(() => Mx with { Gain = 0 });
        var affine = new ScaleRule(ScaleStatistic.MinMax, ScaleCodec.Float32);
        Assert.Throws<ArgumentException>(() => Fill(affine, [1], new PerTensor(), 1, 1, E2M1, Isa.Best));
        Assert.Throws<ArgumentException>(() => Fill(affine with { Gain = 2 }, [1], new PerTensor(), 1, 1, IntegerFormat.Full(8), Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => affine.Fill([1, 2], new PerRow().On(2, 1), IntegerFormat.Full(8), Isa.Best, new(new float[2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mx.Fill([1, 2], new PerRow().On(2, 1), E2M1, Isa.Best, new(new float[1])));
    }
}
