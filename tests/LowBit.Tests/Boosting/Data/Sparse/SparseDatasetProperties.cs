using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A sparse table makes the data set that the same values make as a dense array: edges, bins, everything.</summary>
public class SparseDatasetProperties
{
    static readonly double[] Odd =
    [
        -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 1e-35, -1e-35,
        2 * double.Epsilon, 1e-300, double.MaxValue, 3, 3, 3, -3,
    ];

    [Fact]
    public void RandomSparseTablesMakeTheSetOfTheirDenseArrays()
    {
        var random = new Random(20261125);
        for (int i = 0; i < 300; i++)
        {
            int rows = random.Next(1, 90), columns = random.Next(1, 9);
            double share = random.NextDouble();
            double[] dense = [.. Enumerable.Range(0, rows * columns).Select(_ => Value(random, share))];
            var options = Options(random, columns);
            dense = options.Categorical.Count == 0 ? dense : [.. dense.Select(value => value > 1e6 ? 4 : value)]; // no code
            double[] labels = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(3))];
            Check(random, dense, labels, columns, options);
        }
    }

    static void Check(Random random, double[] dense, double[] labels, int columns, DatasetOptions options)
    {
        int rows = labels.Length;
        var expected = Dataset.FromArrays(dense, rows, columns, labels, options);
        var csr = CsrRows.Of(dense, columns, everyZero: random.Next(4));
        var found = csr.ToDataset(labels, options with { NumThreads = random.Next(1, 4) });
        Assert.Equal(DatasetContent.Of(expected), DatasetContent.Of(found));

        double[] other = [.. dense.Select(value => random.Next(3) == 0 ? Value(random, 0.5) : value)];
        Assert.Equal(
            DatasetContent.Rows(Dataset.FromArrays(other, rows, columns, labels, options with { Reference = expected })),
            DatasetContent.Rows(CsrRows.Of(other, columns).ToDataset(labels, options with { Reference = found })));
    }

    static double Value(Random random, double share) =>
        random.NextDouble() < share ? 0
        : random.Next(4) == 0 ? Odd[random.Next(Odd.Length)]
        : random.Next(2) == 0 ? random.Next(-4, 9) : random.NextDouble();

    static DatasetOptions Options(Random random, int columns) => new()
    {
        MaxBin = random.Next(2, 40),
        MinDataInBin = random.Next(0, 4),
        BinConstructSampleCnt = random.Next(3) == 0 ? random.Next(1, 40) : 200_000,
        UseMissing = random.Next(3) > 0,
        ZeroAsMissing = random.Next(3) == 0,
        Categorical = random.Next(2) == 0 ? [] : [$"{random.Next(columns)}"],
        Ignore = random.Next(3) == 0 ? [$"{random.Next(columns)}"] : [],
        NumThreads = 1,
        Seed = random.Next(),
    };

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void AnyNumberOfRanksMakesTheSameSet(int size)
    {
        var table = new SmallTable(700);
        var options = new DatasetOptions { BinConstructSampleCnt = 200, NumThreads = 1 };
        string[] expected = DatasetContent.Of(table.ToDataset("regression", options));
        var parts = VirtualRanks.Run(size, ranks => CsrRows.Of(table, "regression", options, ranks));
        Assert.All(parts, part => Assert.Equal(DatasetContent.Features(parts[0]), DatasetContent.Features(part)));
        Assert.Equal(expected, DatasetContent.Features(parts[0]).Concat(parts.SelectMany(DatasetContent.Rows)));
    }

    [Fact]
    public void FloatsAndTheirDoublesMakeTheSameSet()
    {
        var table = new SmallTable(200);
        var rows = CsrRows.Of([.. table.Values.Select(value => (double)(float)value)], SmallTable.ColumnCount);
        float[] narrow = [.. rows.Values.Select(value => (float)value)];
        Assert.Equal(
            DatasetContent.Of(rows.ToDataset(table.Signal, new())),
            DatasetContent.Of(Dataset.FromCsr(rows.Starts, rows.Columns, narrow, 200, SmallTable.ColumnCount, table.Signal)));
    }

    [Fact]
    public void ColumnsGiveWeightsGroupsAndScores()
    {
        double[] dense = [1, 0, 5, 2, 2, 0, 5, -1, 3, 2, 6, 0, 0, 0, 7, 0];
        var options = new DatasetOptions { Weight = "1", Group = "2", InitScoreColumns = ["3"], MinDataInBin = 1 };
        var expected = Dataset.FromArrays(dense, 4, 4, new double[4], options);
        var found = CsrRows.Of(dense, 4).ToDataset(new double[4], options);
        Assert.Equal([0, 0, 2, 0], found.Weights.ToArray());
        Assert.Equal([0, 2, 3, 4], found.GroupStarts!);
        Assert.Equal([2, -1, 0, 0], found.InitScoreValues!);
        Assert.Equal(expected.GroupStarts, found.GroupStarts);
        Assert.Equal(expected.InitScoreValues, found.InitScoreValues);
        Assert.Equal(DatasetContent.Of(expected), DatasetContent.Of(found));
    }

    [Fact]
    public void FeaturesThatAreMostlyZeroAreHandedOnSparse()
    {
        var column = Assert.IsType<SparseColumn>(BinColumn.Of([1, 4, 7], [3, 2, 5], 2, 6, 9));
        Assert.Equal([1, 7], column.Rows.ToArray());
        Assert.Equal([3, 5], column.Bins.ToArray());
        Assert.Equal([2, 3, 2, 2, 2, 2, 2, 5, 2], Enumerable.Range(0, 9).Select(row => column[row]));
        Assert.Equal(
            [2, 3, 3, 2], Assert.IsType<ByteColumn>(BinColumn.Of([1, 2], [3, 3], 2, 6, 4)).Bins.Span.ToArray());
        Assert.Equal(
            [2, 300, 300, 2], Assert.IsType<WordColumn>(BinColumn.Of([1, 2], [300, 300], 2, 400, 4)).Bins.Span.ToArray());
    }

    [Fact]
    public void ColumnsThatNeverOccurCostNextToNothing()
    {
        const int wide = 2_000_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var data = Dataset.FromCsr(
            (int[])[0, 1, 2, 3], (int[])[5, wide - 1, 5], (double[])[1, 2, 3], 3, wide, [0, 1, 0],
            new() { MinDataInBin = 1, NumThreads = 1 });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * wide);
        Assert.Equal([5, wide - 1], data.Features.Select(feature => feature.Index));
        Assert.Same(data.Mappers[0], data.Mappers[1]);
    }
}
