using LowBit.Numerics;

namespace LowBit.Tests;

public class QuantizerTransformTests
{
    const int Rows = 12, Columns = 96;
    static readonly RandomStream Random = new(Seed: 9, Stream: 3, Step: 1), Signs = new(Seed: 9, Stream: 4, Step: 0);
    static readonly Quantizer Identity = new() { Format = FloatFormats.Binary32 };

    static readonly Dictionary<string, QuantizerTransform> Transforms = new()
    {
        ["Hadamard"] = QuantizerTransform.Hadamard(32),
        ["Hadamard of 96"] = QuantizerTransform.Hadamard(96),
        ["randomized"] = QuantizerTransform.RandomizedHadamard(16, Signs),
        ["Householder"] = QuantizerTransform.BlockHouseholder,
        ["offset"] = QuantizerTransform.Offset,
        ["outliers"] = QuantizerTransform.Outliers(3),
        ["outliers, then Hadamard"] = QuantizerTransform.Outliers(3).Then(QuantizerTransform.Hadamard(32)),
        ["Householder, then offset"] = QuantizerTransform.BlockHouseholder.Then(QuantizerTransform.Offset),
    };

    public static TheoryData<string> Names => [.. Transforms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WithoutRoundingItIsUndone(string name)
    {
        var values = Values();
        var back = Fake(Identity with { Transform = Transforms[name], Granularity = new PerRow() }, values);
        float largest = values.Max(Math.Abs);
        Assert.All(values.Zip(back), pair => Assert.Equal(pair.First, pair.Second, 4e-6 * largest));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPathGivesTheSameBits(string name)
    {
        var quantizer = Quantizers.Integer(4, new PerRow()) with { Transform = Transforms[name], Rounding = RoundingMode.Stochastic };
        var expected = Fake(quantizer, Values(), KernelPath.Scalar);
        foreach (var path in Isa.Supported)
        {
            Assert.Equal(expected, Fake(quantizer, Values(), path));
        }
    }

    // An outlier column spoils the scale of each row; a rotation shares it out.
    [Fact]
    public void RotationHelpsRowsWithOutliers()
    {
        var values = Values();
        for (int row = 0; row < Rows; row++)
        {
            values[row * Columns + 5] = 40;
        }
        var plain = Quantizers.Integer(4, new PerRow());
        Assert.True(Error(plain with { Transform = QuantizerTransform.Hadamard(32) }, values) < 0.5 * Error(plain, values));
    }

    [Fact]
    public void OutliersPassUnchanged()
    {
        var values = Values();
        (values[7], values[100]) = (1000, -900);
        var rounded = Fake(Quantizers.Integer(2, new PerRow()) with { Transform = QuantizerTransform.Outliers(1) }, values);
        Assert.Equal((1000f, -900f), (rounded[7], rounded[100]));
    }

    [Fact]
    public void StoredBehindARotationReadsBack()
    {
        var quantizer = Quantizers.MxFp4 with { Transform = QuantizerTransform.RandomizedHadamard(32, Signs) };
        var expected = Fake(quantizer, Values());
        var stored = quantizer.Quantize(Values(), Rows, Columns, Random, 0, Isa.Best);
        var back = new float[Rows * Columns];
        Quantizer.Dequantize(stored, Isa.Best, back);
        Assert.Equal(expected, back);
    }

    [Fact]
    public void TransformsOfTheMatrixCannotBeStored() => Assert.Throws<NotSupportedException>(
        () => Quantizers.ReflectedRange(5).Quantize(Values(), Rows, Columns, Random, 0, Isa.Best));

    // The ends of a range are on the grid, so nothing is clipped.
    [Fact]
    public void EndsOfARangeAreKept()
    {
        var values = Values();
        var rounded = Fake(Quantizers.Range(3, new PerRow()), values);
        for (int row = 0; row < Rows; row++)
        {
            int first = row * Columns, end = first + Columns;
            Assert.Equal(values[first..end].Min(), rounded[first..end].Min(), 1e-5);
            Assert.Equal(values[first..end].Max(), rounded[first..end].Max(), 1e-5);
        }
    }

    static double Error(Quantizer quantizer, float[] values) =>
        values.Zip(Fake(quantizer, values), (x, y) => ((double)x - y) * ((double)x - y)).Sum();

    static float[] Fake(Quantizer quantizer, float[] values, KernelPath? path = null)
    {
        var rounded = new float[values.Length];
        quantizer.FakeQuantize(values, Rows, Columns, Random, 0, path ?? Isa.Best, rounded);
        return rounded;
    }

    static float[] Values() =>
        [.. Enumerable.Range(0, Rows * Columns).Select(i => (Random.Word((ulong)i) / 4294967296f - 0.4f) * (i / Columns == 3 ? 20 : 1))];
}
