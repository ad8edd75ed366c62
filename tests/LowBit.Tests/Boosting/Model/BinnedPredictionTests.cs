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

    static void AssertSame(BoostedTrees model, Dataset data, SmallTable table, PredictionOptions options = default)
    {
        var (expected, actual) = (new double[table.RowCount * model.OutputCount], new double[table.RowCount * model.OutputCount]);
        model.PredictRaw(table.Values, table.RowCount, expected, options);
        model.PredictRaw(data, actual, options);
        Assert.Equal(Array.ConvertAll(expected, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
        model.Predict(table.Values, table.RowCount, expected, options);
        model.Predict(data, actual, options);
        Assert.Equal(expected, actual);
    }
}
