using LowBit.Numerics;

namespace LowBit.Tests;

public class QuantizerTests
{
    // networks: the conformance vector that the literature's rules were worked out on.
    static readonly float[] Vector = [0.1f, -0.4f, 0.7f, 1.3f, -2.2f, 3.1f, -4.6f, 0.02f];
    static readonly RandomStream Random = new(Seed: 11, Stream: 2, Step: 5);

    static readonly Dictionary<string, Quantizer> Quantizers = new()
    {
        ["MXFP4"] = Numerics.Quantizers.MxFp4,
        ["MXFP4 stochastic"] = Numerics.Quantizers.MxFp4 with { Rounding = RoundingMode.Stochastic },
        ["MXFP8"] = Numerics.Quantizers.MxFp8E4M3,
        ["MXFP6"] = Numerics.Quantizers.MxFp6E2M3,
        ["MXINT8"] = Numerics.Quantizers.MxInt8,
        ["NVFP4"] = Numerics.Quantizers.NvFp4,
        ["NVFP4 stochastic"] = Numerics.Quantizers.NvFp4 with { Rounding = RoundingMode.Stochastic },
        ["int8 tensor"] = Numerics.Quantizers.Integer(8, new PerTensor()),
        ["int4 row"] = Numerics.Quantizers.Integer(4, new PerRow()),
        ["int8 column stochastic"] =
            Numerics.Quantizers.Integer(8, new PerColumn()) with { Rounding = RoundingMode.Stochastic },
        ["int3 groups of 7"] = Numerics.Quantizers.Integer(3, new PerGroup(7)),
        ["int2 groups of 100"] = Numerics.Quantizers.Integer(2, new PerGroup(100)) with { Rounding = RoundingMode.Stochastic },
        ["int8 tiles"] = Numerics.Quantizers.Integer(8, new PerTile(3, 5)),
        ["int4 flat"] = Numerics.Quantizers.Integer(4, new Flat(16)),
        ["uint8 affine flat"] = Numerics.Quantizers.Affine(8, new Flat(24)) with { Rounding = RoundingMode.Stochastic },
        ["uint8 affine tensor"] = Numerics.Quantizers.Affine(8, new PerTensor()),
        ["uint6 affine up"] = Numerics.Quantizers.Affine(6, new PerRow()) with { Rounding = RoundingMode.Up },
        ["uint4 affine row"] = Numerics.Quantizers.Affine(4, new PerRow()),
        ["int12 affine"] = Numerics.Quantizers.Affine(12, new PerColumn()),
        ["DFP16"] = Numerics.Quantizers.DynamicFixedPoint(16),
        ["BFP8"] = Numerics.Quantizers.BlockFloatingPoint(8, new PerGroup(16)) with { Rounding = RoundingMode.NearestAway },
        ["ternary"] = new() { Format = Codebooks.Ternary, Scale = new(ScaleStatistic.AbsMean(), ScaleCodec.Float32) },
        ["ternary row"] =
            new() { Format = Codebooks.Ternary, Scale = new(ScaleStatistic.AbsMean(), ScaleCodec.Float32), Granularity = new PerRow() },
        ["bfloat16"] = new() { Format = FloatFormats.BFloat16 },
    };

    public static TheoryData<string> Names => [.. Quantizers.Keys];

    [Fact]
    public void MxFp4RoundsTheVector() =>
        Assert.Equal([0, -0.5f, 0.5f, 1.5f, -2, 3, -4, 0], Fake(Numerics.Quantizers.MxFp4, Vector, 1, 8));

    [Fact]
    public void ThreeQuarterGainRoundsTheVector()
    {
        var quantizer = Numerics.Quantizers.MxFp4 with
        {
            Rounding = RoundingMode.NearestZero,
            Scale = Numerics.Quantizers.MxFp4.Scale! with { Gain = 0.75 },
        };
        float third = (float)(4.0 / 3);
        Assert.Equal([0, -third / 2, third / 2, third, -3 * third / 2, 2 * third, -3 * third, 0], Fake(quantizer, Vector, 1, 8));
    }

    [Fact]
    public void AffineBytesOfTheVector()
    {
        var matrix = Numerics.Quantizers.Affine(8, new PerTensor()).Quantize(Vector, 1, 8, Random, 0, Isa.Best);
        Assert.Equal([155, 139, 175, 195, 79, 255, 0, 153], matrix.Codes);
        Assert.Equal(0.0301960784, matrix.Scales[0], 1e-9);
        Assert.Equal([152], matrix.ZeroPoints);
    }

    [Fact]
    public void TernaryOfTheVectorIsThatOfBitNet() => // α = mean |x| = 1.5525
        Assert.Equal([0, 0, 0, 1.5525f, -1.5525f, 1.5525f, -1.5525f, 0], Fake(Quantizers["ternary"], Vector, 1, 8));

    // A range without zero would be lost by a clamped zero point.
    [Fact]
    public void AffineRangeHoldsZero() => Assert.All(
        Fake(Numerics.Quantizers.Affine(8, new PerTensor()), [0.5f, 0.6f, 0.7f, 0.9f], 1, 4).Zip([0.5f, 0.6f, 0.7f, 0.9f]),
        pair => Assert.Equal(pair.Second, pair.First, 0.9f / 255 / 2 + 1e-6));

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPathGivesTheReference(string name)
    {
        foreach (var (rows, columns) in new[] { (1, 1), (3, 7), (5, 64), (4, 96), (2, 1030), (33, 9), (0, 5), (16, 32) })
        {
            var values = Values(rows * columns);
            var expected = Reference(Quantizers[name], values, rows, columns, firstIndex: 3);
            foreach (var path in Isa.Supported)
            {
                Assert.Equal(expected, Fake(Quantizers[name], values, rows, columns, 3, path));
                var matrix = Quantizers[name].Quantize(values, rows, columns, Random, 3, path);
                var again = new float[values.Length];
                Quantizer.Dequantize(matrix, path, again);
                Assert.Equal(expected, again);
            }
        }
    }

    // More elements than are done at once, in rows that do not end with a byte.
    [Theory]
    [InlineData("MXFP4")]
    [InlineData("NVFP4 stochastic")]
    [InlineData("int4 row")]
    [InlineData("int3 groups of 7")]
    [InlineData("uint8 affine tensor")]
    [InlineData("uint4 affine row")]
    [InlineData("uint8 affine flat")]
    [InlineData("int8 column stochastic")]
    [InlineData("ternary row")]
    [InlineData("DFP16")]
    [InlineData("bfloat16")]
    public void LargeMatricesGiveTheReference(string name)
    {
        foreach (int columns in new[] { 7168, 7175 })
        {
            const int Rows = 13;
            var values = Values(Rows * columns);
            var expected = Reference(Quantizers[name], values, Rows, columns, firstIndex: 2);
            foreach (var path in Isa.Supported.Except([KernelPath.Scalar]))
            {
                Assert.Equal(expected, Fake(Quantizers[name], values, Rows, columns, 2, path));
                var again = new float[values.Length];
                Quantizer.Dequantize(Quantizers[name].Quantize(values, Rows, columns, Random, 2, path), path, again);
                Assert.Equal(expected, again);
            }
        }
    }

    // NaN, infinities and values far beyond the ends, at scales given.
    [Fact]
    public void AffineEndsAreThoseOfTheReferenceInEveryMode()
    {
        var values = Values(150);
        float[] specials = [float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, -0f, 0.5f, -1.5f];
        specials.CopyTo(values, 60);
        foreach (var mode in Enum.GetValues<RoundingMode>())
        {
            foreach (int zeroPoint in new[] { 0, 3, 255 })
            {
                var quantizer = Numerics.Quantizers.Affine(8, new PerTensor()) with { Rounding = mode };
                var expected = values.Select((value, i) => 0.25f * Affine(quantizer, value * 4, zeroPoint, Random.Word((ulong)i))).ToArray();
                foreach (var path in Isa.Supported)
                {
                    var rounded = new float[values.Length];
                    quantizer.FakeQuantize(values, 1, values.Length, [0.25f], [zeroPoint], Random, 0, path, rounded);
                    Assert.Equal(expected, rounded);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InPlaceIsTheSame(string name)
    {
        var values = Values(6 * 50);
        var expected = Fake(Quantizers[name], values, 6, 50);
        Quantizers[name].FakeQuantize(values, 6, 50, Random, 0, Isa.Best, values);
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData("MXFP4 stochastic")]
    [InlineData("int2 groups of 100")]
    public void RowsCutIntoCallsAreTheSame(string name)
    {
        var values = Values(8 * 200);
        var whole = Fake(Quantizers[name], values, 8, 200);
        var parts = Enumerable.Range(0, 4).SelectMany(
            i => Fake(Quantizers[name], values[(400 * i)..(400 * i + 400)], 2, 200, (ulong)(400 * i)));
        Assert.Equal(whole, parts);
    }

    [Fact]
    public void BlockWithNaNOrInfinityBecomesNaNAndNoOther()
    {
        var values = Values(3 * 32);
        (values[5], values[70]) = (float.NaN, float.NegativeInfinity);
        var rounded = Fake(Numerics.Quantizers.MxFp4, values, 3, 32);
        Assert.All(rounded[..32], value => Assert.True(float.IsNaN(value)));
        Assert.All(rounded[32..64], value => Assert.True(float.IsFinite(value)));
        Assert.All(rounded[64..], value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void ZerosStayZerosAtScaleOne()
    {
        var matrix = Numerics.Quantizers.MxFp4.Quantize(new float[64], 2, 32, Random, 0, Isa.Best);
        Assert.Equal([1, 1], matrix.Scales);
        Assert.Equal(new byte[32], matrix.Codes);
    }

    [Theory]
    [InlineData("MXFP4", 32 * 64 / 2 + 64)] // half a byte an element, a byte a block of 32
    [InlineData("NVFP4", 32 * 64 / 2 + 128 + 4)]
    [InlineData("int8 tensor", 32 * 64 + 4)]
    [InlineData("ternary", (32 * 64 + 4) / 5 + 4)]
    [InlineData("DFP16", 2 * 32 * 64 + 4)]
    [InlineData("uint4 affine row", 32 * 64 / 2 + 5 * 32)]
    public void StoredBytesAreCounted(string name, long expected) =>
        Assert.Equal(expected, Quantizers[name].Quantize(Values(32 * 64), 32, 64, Random, 0, Isa.Best).StoredBytes);

    [Fact]
    public void ScalesGivenAreUsed()
    {
        var quantizer = Numerics.Quantizers.Integer(4, new PerRow());
        var rounded = new float[4];
        quantizer.FakeQuantize([1, 100, -1, 0.3f], 2, 2, [0.5f, 0.25f], [], Random, 0, Isa.Best, rounded);
        Assert.Equal([1, 3.5f, -1, 0.25f], rounded);
    }

    [Fact]
    public void DestinationOfAnotherQuantizerIsRefused()
    {
        var matrix = Numerics.Quantizers.MxFp4.Quantize(Vector, 1, 8, Random, 0, Isa.Best);
        Assert.Throws<ArgumentException>(() => Numerics.Quantizers.NvFp4.Quantize(Vector, Random, 0, Isa.Best, matrix));
    }

    [Fact]
    public void OverlappingDestinationIsRefused()
    {
        var values = Values(20);
        Assert.Throws<ArgumentException>(() =>
            Numerics.Quantizers.MxFp4.FakeQuantize(values.AsSpan(0, 10), 1, 10, Random, 0, Isa.Best, values.AsSpan(5, 10)));
    }

    // One element at a time, in the words of the documentation.
    static float[] Reference(Quantizer quantizer, float[] values, int rows, int columns, ulong firstIndex)
    {
        var grid = quantizer.Granularity.On(rows, columns);
        var scales = Enumerable.Repeat(1f, grid.ScaleCount).ToArray();
        var zeroPoints = new int[grid.ScaleCount];
        quantizer.Scale?.Fill(values, grid, quantizer.Format, KernelPath.Scalar, new(scales, default, zeroPoints));
        var rounded = new float[values.Length];
        foreach (var run in grid)
        {
            for (int i = run.Start; i < run.Start + run.Length; i++)
            {
                float scale = scales[run.Scale], unit = values[i] * (1 / scale);
                uint word = Random.Word(firstIndex + (ulong)i);
                rounded[i] = quantizer.IsAffine
                    ? Affine(quantizer, unit, zeroPoints[run.Scale], word) * scale
                    : quantizer.Format.Round(unit, quantizer.Rounding, word) * scale;
            }
        }
        return rounded;
    }

    static float Affine(Quantizer quantizer, float unit, int zeroPoint, uint word)
    {
        float steps = (IntegerFormat.Symmetric(16) with { Bits = 24 }).Round(unit, quantizer.Rounding, word);
        double level = Math.Clamp(steps + zeroPoint, quantizer.Format.MinFinite, quantizer.Format.MaxFinite);
        return (float)(level - zeroPoint);
    }

    static float[] Fake(
        Quantizer quantizer, float[] values, int rows, int columns, ulong firstIndex = 0, KernelPath? path = null)
    {
        var rounded = new float[values.Length + 1];
        rounded[^1] = 77;
        quantizer.FakeQuantize(values, rows, columns, Random, firstIndex, path ?? Isa.Best, rounded.AsSpan(0, values.Length));
        Assert.Equal(77, rounded[^1]);
        return rounded[..^1];
    }

    // Both signs, several binades, zeros.
    static float[] Values(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 13 == 5 ? 0 : (float)((Random.Word((ulong)i) / 4294967296.0 - 0.5) * (1 << (i % 7))))];
}
