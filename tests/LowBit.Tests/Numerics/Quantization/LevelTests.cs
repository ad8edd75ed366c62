using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Levels and scales of integer quantizers beside the numbers that the same quantizers give.</summary>
public class LevelTests
{
    static readonly RandomStream Random = new(Seed: 11, Stream: 2, Step: 5);

    public static TheoryData<int, string, bool, KernelPath, int> Cases
    {
        get
        {
            var data = new TheoryData<int, string, bool, KernelPath, int>();
            foreach (int bits in (int[])[2, 5, 8])
            {
                foreach (string granularity in (string[])["tensor", "row", "column"])
                {
                    foreach (var path in Enum.GetValues<KernelPath>())
                    {
                        data.Add(bits, granularity, bits == 5, path, 1 + (bits % 3));
                    }
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LevelTimesScaleIsTheNumber(int bits, string granularity, bool isStochastic, KernelPath path, int threads)
    {
        Assert.SkipUnless(Isa.Supports(path), $"needs {path}");
        const int Rows = 301, Columns = 203;
        var quantizer = Quantizers.Integer(bits, Of(granularity)) with
        {
            Rounding = isStochastic ? RoundingMode.Stochastic : RoundingMode.NearestEven,
        };
        var values = Values(Rows * Columns);
        values.AsSpan(4 * Columns, Columns).Clear(); // a row of zeros
        var levels = new sbyte[values.Length];
        var scales = new float[granularity == "tensor" ? 1 : granularity == "row" ? Rows : Columns];
        quantizer.Levels(values, Rows, Columns, Random, 77, path, threads, levels, scales);
        var expected = new float[values.Length];
        quantizer.FakeQuantize(values, Rows, Columns, Random, 77, KernelPath.Scalar, expected);
        for (int i = 0; i < values.Length; i++)
        {
            float scale = scales[granularity == "tensor" ? 0 : granularity == "row" ? i / Columns : i % Columns];
            Assert.Equal(expected[i], levels[i] * scale);
        }
        Assert.Equal((1 << (bits - 1)) - 1, levels.Max(level => Math.Abs((int)level)));
    }

    [Fact]
    public void OtherStatisticsAreOfAllRows()
    {
        var quantizer = Quantizers.Integer(4, new PerColumn()) with { Scale = new(ScaleStatistic.AbsMean(), ScaleCodec.Float32) };
        var values = Values(301 * 203);
        var (levels, expected) = (new sbyte[values.Length], new float[values.Length]);
        var scales = new float[203];
        quantizer.Levels(values, 301, 203, Random, 0, Isa.Best, 3, levels, scales);
        quantizer.FakeQuantize(values, 301, 203, Random, 0, KernelPath.Scalar, expected);
        Assert.Equal(expected, levels.Select((level, i) => level * scales[i % 203]));
    }

    [Fact]
    public void WhatIsNotFiniteHasTheScaleNaN()
    {
        var (levels, scales) = (new sbyte[6], new float[3]);
        float[] values = [1, float.NaN, 3, 4, float.PositiveInfinity, 6];
        Quantizers.Integer(8, new PerRow()).Levels(values, 3, 2, Random, 0, Isa.Best, 1, levels, scales);
        Assert.Equal([true, false, true], scales.Select(float.IsNaN));
        Assert.Equal([0, 0, 95, 127, 0, 0], levels);
    }

    [Fact]
    public void OthersHaveNoLevels()
    {
        Assert.False(Quantizers.Affine(8, new PerRow()).HasByteLevels);
        Assert.False(Quantizers.Integer(9, new PerRow()).HasByteLevels);
        Assert.False(Quantizers.Integer(8, new PerGroup(32)).HasByteLevels);
        Assert.False(Quantizers.Range(8, new PerRow()).HasByteLevels);
        Assert.False(Quantizers.MxFp8E4M3.HasByteLevels);
        Assert.True(Quantizers.Integer(2, new PerTensor()).HasByteLevels);
        Assert.Throws<InvalidOperationException>(
            () => Quantizers.MxFp4.Levels([1f], 1, 1, Random, 0, Isa.Best, 1, new sbyte[1], new float[1]));
    }

    static Granularity Of(string name) => name switch
    {
        "tensor" => new PerTensor(),
        "row" => new PerRow(),
        _ => new PerColumn(),
    };

    static float[] Values(int count)
    {
        var words = new uint[count];
        new RandomStream(3, 1, 0).Fill(0, words, KernelPath.Scalar);
        return [.. words.Select(word => (word * (1f / uint.MaxValue)) - 0.5f)];
    }
}
