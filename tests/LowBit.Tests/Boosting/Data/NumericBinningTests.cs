using CsCheck;
using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public class NumericBinningTests
{
    static readonly double Infinity = double.PositiveInfinity;

    static readonly DatasetOptions NoMissing = new() { MinDataInBin = 1, UseMissing = false };
    static readonly DatasetOptions NaNMissing = new() { MinDataInBin = 1 };
    static readonly DatasetOptions ZeroMissing = new() { MinDataInBin = 1, ZeroAsMissing = true };

    static (NumericBins Bins, byte[] Column) Bin(double[] rows, DatasetOptions options, double[]? sample = null)
    {
        var binning = NumericBinning.Dense([.. sample ?? rows], options, rows.Length);
        binning.Take(rows, 0, 1, 0, rows.Length);
        var bins = (NumericBins)binning.Finish(SingleProcess.Instance, () => "x");
        return (bins, ((ByteColumn)binning.TakeColumn()).Bins.Span.ToArray());
    }

    [Fact]
    public void TheTypeIsNaNWhereARowOutsideTheSampleIsMissing()
    {
        var (bins, column) = Bin([1, 2, double.NaN, 3], NaNMissing, sample: [1, 2, 3]);
        Assert.Equal(MissingType.NaN, bins.Missing);
        Assert.Equal([1, 2, 4, 3], column);
        Assert.Equal(5, bins.BinCount);
    }

    [Fact]
    public void TheTypeIsNoneWhereNoRowIsMissing() => Assert.Equal(MissingType.None, Bin([1, 2, 3], NaNMissing).Bins.Missing);

    [Fact]
    public void NaNIsZeroWhereMissingValuesAreNotUsed()
    {
        var (bins, column) = Bin([double.NaN, 5, 6, double.NaN], NoMissing);
        Assert.Equal(MissingType.None, bins.Missing);
        Assert.Equal([0, 1, 2, 0], column);
        Assert.Equal("[0:6]", bins.Info);
    }

    [Fact]
    public void OneValueAndNaNTakenAsZeroAreTwoValues() => Assert.Equal(2, Bin([double.NaN, 5, 5], NoMissing).Bins.BinCount);

    [Fact]
    public void ABinOfMissingValuesAlwaysFitsIntoAByte()
    {
        double[] values = [.. Enumerable.Range(1, 400).Select(i => (double)i)];
        var (bins, column) = Bin([.. values, double.NaN], NaNMissing with { MaxBin = 256 }, sample: values);
        Assert.Equal(256, bins.BinCount);
        Assert.Equal(255, column[^1]);
    }

    [Theory]
    [InlineData(15, 1), InlineData(256, 1), InlineData(2, 1), InlineData(15, 0)]
    public void TheBinOfSampledMissingValuesCounts(int maxBin, int missingRows)
    {
        double[] rows = [.. Enumerable.Range(1, 400).Select(i => (double)i), .. Enumerable.Repeat(double.NaN, missingRows)];
        Assert.Equal(maxBin, Bin(rows, NaNMissing with { MaxBin = maxBin }).Bins.BinCount);
    }

    [Fact]
    public void ZerosAreMissingWithNaN()
    {
        var (bins, column) = Bin([0, 1, 2, double.NaN, -0.0, 1e-36, -3], ZeroMissing);
        Assert.Equal(MissingType.Zero, bins.Missing);
        Assert.All([0, 3, 4, 5], row => Assert.Equal(bins.MissingBin, column[row]));
        Assert.All([1, 2, 6], row => Assert.NotEqual(bins.MissingBin, column[row]));
    }

    [Fact]
    public void ARowBeyondZeroThatTheSampleLacksIsNotMissing()
    {
        var (bins, column) = Bin([0, 1, 2, 3, -5], ZeroMissing, sample: [0, 1, 2, 3]);
        Assert.NotEqual(bins.MissingBin, column[4]);
        (bins, column) = Bin([0, -1, -2, -3, 5], ZeroMissing, sample: [0, -1, -2, -3]);
        Assert.NotEqual(bins.MissingBin, column[4]);
    }

    [Fact]
    public void TwoBinsAreTooFewForADirectionOfZeros() =>
        Assert.Equal(MissingType.None, Bin([0, 1, 1, 0], ZeroMissing).Bins.Missing);

    public static TheoryData<string, double[]> Constants => new()
    {
        { "one value", [4, 4, 4] },
        { "zeros of both signs", [0, -0.0, 0] },
        { "tiny values", [1e-36, 0, -1e-37] },
        { "missing", [double.NaN, double.NaN] },
        { "infinite", [Infinity, Infinity] },
        { "below all", [-Infinity, -Infinity] },
    };

    [Theory]
    [MemberData(nameof(Constants))]
    public void ConstantFeaturesHaveOneBin(string kind, double[] rows) => Assert.All(
        [NoMissing, NaNMissing, ZeroMissing],
        options => Assert.True(Bin(rows, options).Bins is { BinCount: 1, Missing: MissingType.None }, kind));

    [Theory]
    [InlineData(4.0), InlineData(0.0), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void OneValueAndMissingOnesCanBeSplit(double value)
    {
        var (bins, column) = Bin([value, double.NaN, value], NaNMissing);
        Assert.Equal(column[0], column[2]);
        Assert.True(column[0] < column[1] && column[1] == bins.MissingBin);
    }

    [Fact]
    public void TheRangeHoldsAllRowsAndNoNegativeZero()
    {
        Assert.Equal("[-7:9]", Bin([-7, 1, 9], NaNMissing, sample: [1]).Bins.Info);
        Assert.Equal("[0:1]", Bin([0, -0.0, 1], NaNMissing).Bins.Info);
        Assert.Equal("[-1:0]", Bin([-1, -0.0], NaNMissing).Bins.Info);
    }

    [Fact]
    public void RowsGetTheBinsThatPredictionReads()
    {
        var value = Gen.OneOf(Gen.Int[-4, 4].Select(v => (double)v), Gen.OneOf(double.NaN, 0, -0.0, 1e-36, Infinity, -Infinity), Gen.Double[-1, 1]);
        var options = Gen.OneOf(NoMissing, NaNMissing, ZeroMissing);
        Cases.ForEach(1000, Gen.Select(value.Array[1, 60], options, Gen.Int[0, 60], Gen.Int[2, 9]), table =>
        {
            var (rows, kind, sampled, maxBin) = table;
            var (bins, column) = Bin(rows, kind with { MaxBin = maxBin }, rows[..Math.Min(sampled, rows.Length)]);
            Assert.Equal(rows.Select(row => (byte)bins.BinOf(row)), bins.BinCount > 1 ? column : new byte[rows.Length]);
        });
    }
}
