using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Scales of one block that the literature's rules give, and what the block becomes with them.</summary>
public class ScaleVectorsTests
{
    static readonly float[] Block = ScaleSamples.Block;

    static float[] Quantize(ScaleRule rule, NumberFormat format, RoundingMode mode, float expectedScale)
    {
        var scales = new float[1];
        rule.Fill(Block, new PerTensor().On(1, 8), format, Isa.Best, new(scales));
        Assert.Equal(expectedScale, scales[0], 1e-6f);
        return ScaleSamples.FakeQuantize(Block, rule, new PerTensor(), 1, 8, format, mode);
    }

    static void Near(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }

    [Fact]
    public void MxFloor() => Near(
        [0, -.5f, .5f, 1.5f, -2, 3, -4, 0],
        Quantize(new(ScaleStatistic.AbsMax, ScaleCodec.E8M0()), FloatFormats.E2M1, RoundingMode.NearestEven, 1));

    [Fact]
    public void ThreeQuarters() => Near(
        [0, -.666667f, .666667f, 1.333333f, -2, 2.666667f, -4, 0],
        Quantize(
            new(ScaleStatistic.AbsMax, ScaleCodec.E8M0()) { Gain = 0.75 }, FloatFormats.E2M1, RoundingMode.NearestZero, 4f / 3));

    [Theory]
    [InlineData(ExponentRule.FloorOfRatio)]
    [InlineData(ExponentRule.NearestOfRatio)]
    public void QuestMx(ExponentRule rule)
    {
        float[] expected = [0, -.5f, .5f, 1.5f, -2, 3, -4, 0];
        Near(expected, Quantize(
            new(ScaleStatistic.Rms(2.92247856), ScaleCodec.E8M0(rule)), FloatFormats.E2M1, RoundingMode.NearestZero, 1));
        Near(expected, Quantize(
            new(ScaleStatistic.StandardDeviation(2.92247856), ScaleCodec.E8M0(rule)), FloatFormats.E2M1, RoundingMode.NearestZero, 1));
    }

    [Theory]
    [InlineData(1, .79788456, 3.476086f)]
    [InlineData(2, 1.49353462, 2.168924f)]
    [InlineData(4, 2.51393058, .730151f)]
    public void QuestIntegers(int bits, double factor, float step)
    {
        float[][] expected =
        [
            [], [1.738043f, -1.738043f, 1.738043f, 1.738043f, -1.738043f, 1.738043f, -1.738043f, 1.738043f],
            [1.08446f, -1.08446f, 1.08446f, 1.08446f, -3.25339f, 3.25339f, -3.25339f, 1.08446f], [],
            [.36508f, -.36508f, .36508f, 1.09523f, -2.55553f, 3.28568f, -4.74598f, .36508f],
        ];
        Near(expected[bits], Quantize(
            new(ScaleStatistic.Rms(factor), ScaleCodec.Float32), CenteredFormat.Of(bits), RoundingMode.NearestEven, step));
    }

    [Fact]
    public void AffineBytes()
    {
        var rule = new ScaleRule(ScaleStatistic.MinMax, ScaleCodec.Float32);
        var (scales, zeros) = (new float[1], new int[1]);
        rule.Fill(Block, new PerTensor().On(1, 8), IntegerFormat.Unsigned(8), Isa.Best, new(scales, default, zeros));
        Assert.Equal(.0301960784f, scales[0], 1e-9f);
        Assert.Equal(152, zeros[0]);
        Assert.Equal(
            [155, 139, 175, 195, 79, 255, 0, 153],
            Block.Select(x => Math.Clamp((int)Math.Round(x / (double)scales[0]) + zeros[0], 0, 255)));
    }

    [Fact]
    public void AffineGroupThatDoesNotStraddleZeroIsKept()
    {
        float[] block = [.5f, .6f, .7f, .9f];
        var (scales, zeros) = (new float[1], new int[1]);
        new ScaleRule(ScaleStatistic.MinMax, ScaleCodec.Float32).Fill(
            block, new PerTensor().On(1, 4), IntegerFormat.Unsigned(8), Isa.Best, new(scales, default, zeros));
        Assert.Equal(0, zeros[0]);
        Assert.Equal(.9f / 255, scales[0]);
        Assert.All(block, x => Assert.Equal(x, scales[0] * (float)Math.Round(x / (double)scales[0]), scales[0] / 2));
    }

    [Fact]
    public void BitNet()
    {
        float[] codes = [0, 0, 0, 1, -1, 1, -1, 0];
        var quantized = Quantize(
            new(ScaleStatistic.AbsMean(), ScaleCodec.Float32), IntegerFormat.Symmetric(2), RoundingMode.NearestEven, 1.5525f);
        Near([.. codes.Select(code => code * 1.5525f)], quantized);
    }
}
