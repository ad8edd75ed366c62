using LowBit.Numerics;

namespace LowBit.Tests;

public class ScaleCodecTests
{
    static readonly FloatFormat[] Elements =
        [FloatFormats.E2M1, FloatFormats.E3M2, FloatFormats.E2M3, FloatFormats.E4M3Fn, FloatFormats.E5M2];

    static readonly ScaleCodec[] Codecs =
    [
        ScaleCodec.Float32, ScaleCodec.BFloat16, ScaleCodec.UE4M3, ScaleCodec.UE5M3, ScaleCodec.E8M0(),
        ScaleCodec.PowerOfTwo(ExponentRule.NearestOfRatio), ScaleCodec.Of(FloatFormats.E5M2),
    ];

    // Floats of every exponent at both ends of the binade, about √2, and at ties of few bits.
    static IEnumerable<double> Statistics => Enumerable.Range(0, 255).SelectMany(exponent =>
        new[] { 0, 1, 0x1FFFFF, 0x200000, 0x3504F3, 0x3504F4, 0x400000, 0x5FFFFF, 0x600000, 0x600001, 0x6FFFFF, 0x700000, 0x77FFFF, 0x780000, 0x7FFFFF }
            .Select(fraction => (double)BitConverter.Int32BitsToSingle((exponent << 23) | fraction)))
        .Where(value => value > 0);

    public static TheoryData<ExponentRule> Rules => [.. Enum.GetValues<ExponentRule>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void PowersOfTwoAreThoseOfTrial(ExponentRule rule)
    {
        foreach (var format in Elements)
        {
            foreach (double statistic in Statistics)
            {
                int exponent = ScaleCodecReference.Exponent(statistic, format, rule, -127, 127);
                float scale = ScaleCodec.E8M0(rule).Encode(statistic, format, out byte code);
                Assert.Equal(double.ScaleB(1, exponent), scale);
                Assert.Equal(exponent + 127, code);
                exponent = ScaleCodecReference.Exponent(statistic, format, rule, -149, 127);
                Assert.Equal(double.ScaleB(1, exponent), ScaleCodec.PowerOfTwo(rule).Encode(statistic, format, out _));
            }
        }
    }

    [Fact]
    public void NearestTurnsAtTheRootOfTwo()
    {
        var codec = ScaleCodec.PowerOfTwo(ExponentRule.NearestOfRatio);
        Assert.Equal(1f, codec.Encode(6 * 1.4142135623730949, FloatFormats.E2M1, out _));
        Assert.Equal(2f, codec.Encode(6 * 1.4142135623730954, FloatFormats.E2M1, out _));
        Assert.Equal(.5f, codec.Encode(6 * 0.7071067811865474, FloatFormats.E2M1, out _));
        Assert.Equal(1f, codec.Encode(6 * 0.7071067811865477, FloatFormats.E2M1, out _));
    }

    [Theory]
    [InlineData(6, 1f)]
    [InlineData(6.999, 1f)]
    [InlineData(7, 2f)] // 1.75 · 2², halfway between 1.5 and 2: to the even one, which is the next power of two
    [InlineData(7.999, 2f)]
    public void EvenGoesUpWhereTheElementWould(double absMax, float scale) =>
        Assert.Equal(scale, ScaleCodec.E8M0(ExponentRule.Even).Encode(absMax, FloatFormats.E2M1, out _));

    [Fact]
    public void SubnormalDoublesHaveAnExponent() =>
        Assert.Equal(float.Epsilon, ScaleCodec.PowerOfTwo(ExponentRule.Floor).Encode(double.Epsilon, FloatFormats.E2M1, out _));

    [Fact]
    public void FormatsRoundAsTheyDo()
    {
        FloatFormat[] formats = [FloatFormats.Binary32, FloatFormats.BFloat16, FloatFormats.UE4M3, FloatFormats.UE5M3, FloatFormats.E5M2];
        foreach (var format in formats)
        {
            var codec = ScaleCodec.Of(format);
            double ends = format.MaxFinite, least = format.MinPositive;
            foreach (double statistic in Statistics.Concat(Ties(format)))
            {
                uint code = format.Encode(Math.Clamp(statistic / 6, least, ends));
                float scale = codec.Encode(statistic, FloatFormats.E2M1, out byte actual);
                Assert.Equal(format.Decode(code), scale);
                Assert.Equal(format.CodeBits <= 8 ? (int)code : 0, actual);
            }
        }
    }

    // 6 · (each of the first and last 300 numbers, and the middle to the next).
    static IEnumerable<double> Ties(FloatFormat format)
    {
        uint top = format.Encode(format.MaxFinite);
        return Enumerable.Range(1, 300).Select(i => (uint)i).Concat(Enumerable.Range(1, 300).Select(i => top - (uint)i))
            .Where(code => code < top)
            .SelectMany(code => new[] { (double)format.Decode(code), ((double)format.Decode(code) + format.Decode(code + 1)) / 2 })
            .Where(value => value > 0)
            .Select(value => 6 * value);
    }

    [Fact]
    public void Float32IsTheQuotientOfFloats()
    {
        float[] wild = ScaleSamples.Wild(20_000);
        foreach (float value in wild.Select(Math.Abs).Where(value => value > 0))
        {
            float expected = Math.Max(value / 127f, float.Epsilon);
            Assert.Equal(expected, ScaleCodec.Float32.Encode(value, IntegerFormat.Symmetric(8), out _));
        }
    }

    [Fact]
    public void ZeroGivesOne() => Assert.All(Codecs, codec =>
    {
        Assert.Equal(1f, codec.Encode(0, FloatFormats.E2M1, out byte code));
        Assert.True(!codec.HasByteCode || codec.Decode(code) == 1);
    });

    [Fact]
    public void WhatIsNotFiniteGivesNaN() => Assert.All(Codecs, codec =>
    {
        foreach (double statistic in new[] { double.NaN, double.PositiveInfinity })
        {
            Assert.True(float.IsNaN(codec.Encode(statistic, FloatFormats.E2M1, out byte code)));
            Assert.True(!codec.HasByteCode || float.IsNaN(codec.Decode(code)));
        }
    });

    [Fact]
    public void TinyGivesTheSmallestScaleAndHugeTheLargest() => Assert.All(Codecs, codec =>
    {
        Assert.Equal(codec.MinScale, codec.Encode(1e-300, FloatFormats.E2M1, out byte code));
        Assert.True(!codec.HasByteCode || codec.Decode(code) == codec.MinScale);
        Assert.Equal(codec.MaxScale, codec.Encode(1e300, FloatFormats.E2M1, out code));
        Assert.True(!codec.HasByteCode || codec.Decode(code) == codec.MaxScale);
        Assert.True(codec.MinScale > 0 && float.IsFinite(codec.MaxScale));
    });

    [Fact]
    public void ByteCodesDecodeToTheirScale()
    {
        foreach (var codec in Codecs.Where(codec => codec.HasByteCode))
        {
            foreach (double statistic in Statistics)
            {
                float scale = codec.Encode(statistic, FloatFormats.E4M3Fn, out byte code);
                Assert.Equal(scale, codec.Decode(code));
            }
        }
    }

    [Fact]
    public void ManyScalesAreThoseOfOneByOne()
    {
        float[] statistics =
        [
            0, float.NaN, float.PositiveInfinity, float.Epsilon, 1e-40f, .. Statistics.Select(value => (float)value),
            .. ScaleSamples.Wild(5000).Select(Math.Abs),
        ];
        var rules = Enum.GetValues<ExponentRule>();
        foreach (var codec in Codecs.Concat(rules.Select(ScaleCodec.E8M0)).Concat(rules.Select(ScaleCodec.PowerOfTwo)))
        {
            foreach (var format in Elements)
            {
                var scales = new float[statistics.Length];
                byte[] codes = new byte[statistics.Length];
                new ScaleRule(ScaleStatistic.AbsMax, codec).Fill(
                    statistics, new Flat(1).On(1, statistics.Length), format, Isa.Best, new(scales, codes));
                for (int i = 0; i < statistics.Length; i++)
                {
                    Assert.Equal(codec.Encode(statistics[i], format, out byte code), scales[i]);
                    Assert.Equal(code, codes[i]);
                }
            }
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<ArgumentException>(() => ScaleCodec.Of(FloatFormats.E8M0));
        Assert.Throws<ArgumentException>(() => ScaleCodec.Of(FloatFormats.E2M1));
        Assert.Throws<ArgumentException>(() => ScaleCodec.E8M0(ExponentRule.Even).Encode(1, CenteredFormat.Of(4), out _));
        Assert.Throws<ArgumentException>(() => ScaleCodec.Float32.Encode(1, IntegerFormat.Full(1), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleCodec.E8M0((ExponentRule)9));
        Assert.Throws<NotSupportedException>(() => ScaleCodec.Float32.Decode(1));
        Assert.Throws<NotSupportedException>(() => ScaleCodec.PowerOfTwo(ExponentRule.Floor).Decode(1));
    }
}
