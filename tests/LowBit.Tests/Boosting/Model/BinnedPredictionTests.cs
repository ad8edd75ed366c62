using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Predictions from bins beside those from the values that were binned.</summary>
public class BinnedPredictionTests
{
    static readonly SmallTable Table = new(2_500), Others = new(1_100, seed: 4);

    [Theory]
    [InlineData("regression", 255)]
    [InlineData("regression", 3_000)]
    [InlineData("multiclass", 60)]
    [InlineData("binary", 255)]
    public void ScoresAreThoseOfTheValues(string objective, int maxBin)
    {
        var data = Table.ToDataset(objective, new() { MaxBin = maxBin, MinDataInBin = 1 });
        var others = Others.ToDataset(objective, new() { Reference = data });
        var model = Train(data, objective);
        AssertSame(model, data, Table);
        AssertSame(model, others, Others);
        AssertSame(model, others, Others, new(FirstIteration: 2, IterationCount: 3, ThreadCount: 1));
    }

    [Fact]
    public void SoAreThoseOfASavedDataset()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lowbit-{Guid.NewGuid():N}.bin");
        var data = Table.ToDataset("binary", new());
        data.Save(path);
        var loaded = Dataset.Load(path);
        File.Delete(path);
        AssertSame(Train(data, "binary"), loaded, Table);
    }

    [Fact]
    public void OtherBinsAreRefused()
    {
        var model = Train(Table.ToDataset("binary", new()), "binary");
        var other = Others.ToDataset("binary", new() { MaxBin = 17 });
        var e = Assert.Throws<BadDataException>(() => model.PredictRaw(other, new double[Others.RowCount]));
        Assert.StartsWith("The model was not trained on the bins of these data", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.PredictRaw(other, new double[3]));
        e = Assert.Throws<BadDataException>(() => model.PredictRaw(other, 0, new double[1]));
        Assert.StartsWith("The model was not trained on the bins of these data", e.Message, StringComparison.Ordinal);
        model.PredictRaw(other, 0, new double[1], new(FirstIteration: 8)); // no tree, so no split
    }

    [Fact]
    public void OtherColumnsAreRefused()
    {
        var other = Dataset.FromArrays(Table.Values.AsMemory(0, 70), 10, 7, Table.Signal[..10], new());
        var model = Train(Table.ToDataset("binary", new()), "binary");
        Assert.Throws<BadDataException>(() => model.PredictRaw(other, new double[10]));
        Assert.Throws<BadDataException>(() => model.PredictRaw(other, 0, new double[1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2_500)]
    public void RowsThatAreNotThereAreRefused(int row)
    {
        var data = Table.ToDataset("binary", new());
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Train(data, "binary").PredictRaw(data, row, new double[1]));
        Assert.StartsWith($"Row {row} is not among the 2500 rows of the data.", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Train(data, "binary").PredictRaw(data, 0, new double[2]));
    }

    [Fact]
    public void OneRowTakesNoMemory()
    {
        var data = Table.ToDataset("binary", new());
        var model = Train(data, "binary");
        double[] scores = new double[1];
        model.PredictRaw(data, 0, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 100; row++)
        {
            model.PredictRaw(data, row, scores);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ZerosThatAreMissingAreFoundAgain()
    {
        var data = Table.ToDataset("regression", new() { ZeroAsMissing = true });
        AssertSame(Train(data, "regression"), data, Table);
    }

    /// <summary>Of the training rows none is missing; NaN is taken as 0, in the bins and by the model.</summary>
    [Fact]
    public void MissingValuesThatTrainingDidNotSeeGoWhereZeroGoes()
    {
        double[] complete = Array.ConvertAll(Table.Values, value => double.IsNaN(value) ? 1 : value);
        var data = Dataset.FromArrays(complete, Table.RowCount, SmallTable.ColumnCount, Table.Signal, new());
        var others = Dataset.FromArrays(Others.Values, Others.RowCount, SmallTable.ColumnCount, Others.Signal, new() { Reference = data });
        AssertSame(Train(data, "regression"), others, Others);
    }

    /// <summary>1,200 columns that are 0 in most rows: stored in bundles or sparse, and too many for the stack.</summary>
    [Fact]
    public void SoAreThoseOfManySparseColumns()
    {
        const int columns = 1_200, rows = 300;
        double[] values = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < 90; i++)
            {
                values[row * columns + (row * 7 + i * i * 13) % columns] = 1 + (row + i) % 5;
            }
        }
        double[] labels = [.. Enumerable.Range(0, rows).Select(row => values.AsSpan(row * columns, 40).ToArray().Sum())];
        var data = Dataset.FromArrays(values, rows, columns, labels, new() { MinDataInBin = 1 });
        AssertSame(Train(data, "regression"), data, values);
    }

    /// <summary>The bins know the thresholds, and not the values that linear leaves multiply.</summary>
    [Fact]
    public void LinearLeavesAreRefused()
    {
        var data = Table.ToDataset("regression", new());
        var leaf = new Tree { LeafValue = [1], LinearLeaves = [new(0.5, [0], [2])] };
        var linear = new BoostedTrees(Train(data, "regression").Content with { Trees = [leaf] });
        Assert.Throws<BadDataException>(() => linear.PredictRaw(data, 0, new double[1]));
    }

    static BoostedTrees Train(Dataset data, string objective) => Booster.Train(data, new()
    {
        Objective = objective,
        NumClass = objective == "multiclass" ? 3 : 1,
        NumIterations = 8,
        NumLeaves = 15,
        MinDataInLeaf = 5,
        MinDataPerGroup = 5,
        CatSmooth = 1,
    });

    static void AssertSame(BoostedTrees model, Dataset data, SmallTable table, PredictionOptions options = default) =>
        AssertSame(model, data, table.Values, options);

    static void AssertSame(BoostedTrees model, Dataset data, double[] values, PredictionOptions options = default)
    {
        int rows = data.RowCount, outputs = model.OutputCount;
        var (expected, all, alone) = (new double[rows * outputs], new double[rows * outputs], new double[rows * outputs]);
        model.PredictRaw(values, rows, expected, options);
        model.PredictRaw(data, all, options);
        AssertSameBits(expected, all);
        for (int row = 0; row < rows; row++)
        {
            model.PredictRaw(data, row, alone.AsSpan(row * outputs, outputs), options);
        }
        AssertSameBits(expected, alone);
        model.Predict(values, rows, expected, options);
        model.Predict(data, all, options);
        AssertSameBits(expected, all);
        model.Predict(data, rows - 1, alone.AsSpan(^outputs..), options);
        AssertSameBits(expected[^outputs..], alone[^outputs..]);
    }

    static void AssertSameBits(double[] expected, double[] actual) =>
        Assert.Equal(Array.ConvertAll(expected, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
}
