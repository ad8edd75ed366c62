using LowBit.Numerics;

namespace LowBit.Tests;

public class IntegerQuantizerTests
{
    static readonly RandomStream Random = new(Seed: 9, Stream: 1, Step: 4);
    static readonly IntegerGrid FourBits = IntegerGrid.ForGradients(4);

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    static sbyte[] Quantize(
        float[] values, double scale, RoundingMode rounding, KernelPath path, ulong firstIndex = 0, IntegerGrid? grid = null)
    {
        var levels = new sbyte[values.Length];
        IntegerQuantizer.Quantize(values, scale, grid ?? FourBits, rounding, Random, firstIndex, path, levels);
        return levels;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NearestLevelIsChosenAndClamped(KernelPath path)
    {
        float[] values = [0, -0f, 0.25f, 0.26f, 0.75f, -1.7f, 3.4f, 3.8f, -99f, 3e38f, float.NaN, float.PositiveInfinity, 1];
        sbyte[] expected = [0, 0, 0, 1, 2, -3, 7, 7, -7, 7, 0, 7, 2];
        float[] many = [.. Enumerable.Repeat(values, 10).SelectMany(v => v)];
        Assert.Equal(Enumerable.Repeat(expected, 10).SelectMany(v => v), Quantize(many, 0.5, RoundingMode.NearestEven, path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void StochasticLevelsUseTheWordOfTheIndex(KernelPath path)
    {
        float[] values = [.. Enumerable.Range(0, 200).Select(i => (i - 100) * 0.0113f)];
        foreach (ulong first in (ulong[])[0, 1, 2, 3, 1ul << 40])
        {
            var expected = values.Select((value, i) =>
                (sbyte)Math.Clamp(StochasticRounding.Invoke(value * (float)(1 / 0.15), Random.Word(first + (ulong)i)), -7, 7));
            Assert.Equal(expected, Quantize(values, 0.15, RoundingMode.Stochastic, path, first));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void CuttingRowsIntoCallsChangesNothing(KernelPath path)
    {
        float[] values = [.. Enumerable.Range(0, 300).Select(i => i * 0.01f)];
        var whole = Quantize(values, 0.5, RoundingMode.Stochastic, path, 5);
        var parts = Quantize(values[..77], 0.5, RoundingMode.Stochastic, path, 5)
            .Concat(Quantize(values[77..], 0.5, RoundingMode.Stochastic, path, 82));
        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void MaximumTakesTheLargestLevel(int bits)
    {
        var grid = IntegerGrid.ForGradients(bits);
        var levels = Quantize([0.3f, -0.3f], grid.ScaleFor(0.3f), RoundingMode.NearestEven, KernelPath.Scalar, 0, grid);
        Assert.Equal([(sbyte)grid.MaxLevel, (sbyte)-grid.MaxLevel], levels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-39)]
    [InlineData(1e38)]
    public void ScaleWithoutANormalInverseIsRefused(double scale) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Quantize([1], scale, RoundingMode.NearestEven, KernelPath.Scalar));
}
