using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class DatasetBuilderTests
{
    const int Rows = 3000, Columns = 8;

    /// <summary>Floats of every kind: heaps, zeros, NaN late in the table, infinities, categories, one value.</summary>
    static readonly float[] Values = [.. Enumerable.Range(0, Rows * Columns).Select(i => Value(i / Columns, i % Columns))];

    static readonly double[] Doubles = [.. Values.Select(value => (double)value)];

    static readonly double[] Labels = [.. Enumerable.Range(0, Rows).Select(row => row % 7 - 0.25)];

    static readonly DatasetOptions Options = new()
    {
        Categorical = ["5", "6"],
        Ignore = ["7"],
        MaxBin = 50,
        BinConstructSampleCnt = 400,
        Seed = 3,
        NumThreads = 1,
        Weights = [.. Enumerable.Range(0, Rows).Select(row => row % 3 * 0.5)],
    };

    static float Value(int row, int column)
    {
        uint word = new RandomStream(11, 1, (uint)column).Word((ulong)row);
        float uniform = word / (float)uint.MaxValue;
        return column switch
        {
            0 => uniform,
            1 => word % 20 - 10,
            2 => word % 3 == 0 ? uniform - 0.5f : 0,
            3 => row == 2900 ? float.NaN : uniform * uniform * 1e30f,
            4 => word % 50 == 0 ? float.PositiveInfinity : word % 50 == 1 ? float.NegativeInfinity : word % 50 == 2 ? float.NaN : uniform,
            5 => word % 100 * (word % 2),
            6 => row > 1000 && word % 10 == 0 ? float.NaN : word % 4,
            _ => 1,
        };
    }

    static Dataset Build(DatasetOptions options) => Dataset.FromArrays(Values, Rows, Columns, Labels, options);

    static readonly Lazy<string[]> Expected = new(() => DatasetContent.Of(Build(Options)));

    [Theory]
    [InlineData(2), InlineData(3), InlineData(8)]
    public void AnyNumberOfThreadsMakesTheSameSet(int threads) =>
        Assert.Equal(Expected.Value, DatasetContent.Of(Build(Options with { NumThreads = threads })));

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void AnyNumberOfRanksMakesTheSameSet(int size)
    {
        var parts = VirtualRanks.Run(size, Part);
        Assert.All(parts, part => Assert.Equal(DatasetContent.Features(parts[0]), DatasetContent.Features(part)));
        Assert.Equal(Expected.Value, DatasetContent.Features(parts[0]).Concat(parts.SelectMany(DatasetContent.Rows)));
        Assert.All(parts, part => Assert.Equal(Rows, part.GlobalRowCount));
        Assert.Equal(parts.Select((_, rank) => (long)Cut(rank, size)), parts.Select(part => part.FirstRow));
    }

    /// <summary>First row of a rank; ranks have different numbers of rows.</summary>
    static int Cut(int rank, int size) => Rows * rank * (rank + 1) / (size * (size + 1));

    static Dataset Part(ICollective ranks)
    {
        int begin = Cut(ranks.Rank, ranks.Size), end = Cut(ranks.Rank + 1, ranks.Size);
        var options = Options with { Collective = ranks, Weights = Options.Weights![begin..end] };
        return Dataset.FromArrays(Values.AsMemory(begin * Columns, (end - begin) * Columns), end - begin, Columns, Labels[begin..end], options);
    }

    [Fact]
    public void FloatsAndTheirDoublesMakeTheSameSet() => Assert.Equal(
        Expected.Value, DatasetContent.Of(Dataset.FromArrays(Doubles, Rows, Columns, Labels, Options)));

    [Fact]
    public void RowsAndColumnsMakeTheSameSet()
    {
        float[] byColumn = [.. Enumerable.Range(0, Columns).SelectMany(column => Enumerable.Range(0, Rows).Select(row => Values[row * Columns + column]))];
        var data = Dataset.FromArrays(byColumn, Rows, Columns, Labels, Options, MatrixLayout.ColumnMajor);
        Assert.Equal(Expected.Value, DatasetContent.Of(data));
    }

    [Fact]
    public void RecordsMakeTheSameSet()
    {
        var features = Enumerable.Range(0, Columns).Select(column => ($"f{column}", (Func<int, double>)(row => Values[row * Columns + column])));
        var data = Dataset.From(Enumerable.Range(0, Rows), row => Labels[row], [.. features], Options with { Ignore = ["f7"], Categorical = ["f5", "name:f6"] });
        Assert.Equal(Expected.Value, DatasetContent.Of(data));
        Assert.Equal("f3", data.Schema.NameOf(3));
    }

    [Fact]
    public void ALabelColumnMakesTheSameSet()
    {
        var rows = Enumerable.Range(0, Rows).Select(row => (double[])[.. Doubles[(row * Columns)..((row + 1) * Columns)], Labels[row], Options.Weights![row]]);
        var table = new TestTable(null, [.. rows]);
        var data = DatasetBuilder.Build(table, null, Options with { Label = "8", Weight = "8", Weights = null });
        Assert.Equal(DatasetContent.Rows(Build(Options)), DatasetContent.Rows(data));
        Assert.Equal([.. DatasetContent.Features(Build(Options))], DatasetContent.Features(data).Where(line => line != "8: not looked at"));
        Assert.Equal("t.csv line 6, column 'Column_8'", data.DescribeLabel(4));
    }

    [Fact]
    public void ASetIsBinnedLikeItsReference()
    {
        var reference = Build(Options);
        var like = Build(Options with { Reference = reference, BinConstructSampleCnt = 1, MaxBin = 2 });
        Assert.Equal(DatasetContent.Rows(reference), DatasetContent.Rows(like));
        Assert.Same(reference.Mappers, like.Mappers);
    }

    [Fact]
    public void ChangingTheCallersArraysChangesNothing()
    {
        double[] labels = [1, 2], weights = [3, 4];
        var data = Dataset.FromArrays(new double[] { 1, 2 }, 2, 1, labels, new() { Weights = weights });
        (labels[0], weights[0]) = (9, 9);
        Assert.Equal([1.0, 2], data.Labels);
        Assert.Equal([3.0, 4], data.Weights);
    }

    [Fact]
    public void ConstantAndIgnoredFeaturesAreNotUsed()
    {
        var data = Dataset.FromArrays(
            new double[] { 1, 5, 0, double.NaN, 7, 2, 5, -0.0, double.NaN, 7 }, 2, 5, [0, 1], new() { Ignore = ["4"], MinDataInBin = 1 });
        Assert.Equal([0], data.Features.Select(feature => feature.Index));
        Assert.Equal((5, 1), (data.FeatureCount, data.UsedFeatureCount));
    }

    [Fact]
    public void ArraysOfAnotherSizeAreRefused()
    {
        static string Refusal(int length, int rows, int columns, string[]? names = null) => Assert.Throws<BadDataException>(
            () => Dataset.FromArrays(new double[length], rows, columns, new double[rows], new() { ColumnNames = names })).Message;
        Assert.Equal("the array holds 5 values; 2 rows × 3 columns need 6.", Refusal(5, 2, 3));
        Assert.Equal("there are 1 column names for 3 columns.", Refusal(6, 2, 3, ["a"]));
        Assert.Equal("the array has no rows; at least one is needed.", Refusal(0, 0, 3));
    }
}
