using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>More than 256 bins a feature: two bytes a value.</summary>
public class WideBinTests
{
    const int Rows = 3_000;

    static readonly SmallTable Table = new(Rows);

    static readonly BoosterOptions Options = new() { Objective = "regression", NumIterations = 6, NumLeaves = 15 };

    [Fact]
    public void FeaturesOfManyValuesHaveManyBins()
    {
        var data = Table.ToDataset("regression", new() { MaxBin = 1_000 });
        Assert.Contains(data.Features, feature => feature.Bins.BinCount is > 256 and <= 1_000);
        Assert.All(data.Features.Where(feature => feature.Bins is CategoricalBins), feature => Assert.InRange(feature.Bins.BinCount, 2, 256));
        Assert.NotEmpty(data.Bins.WordTiles);
        for (int feature = 0; feature < data.UsedFeatureCount; feature++)
        {
            for (int row = 0; row < Rows; row++)
            {
                double value = Table.Values[row * SmallTable.ColumnCount + data.Features[feature].Index];
                Assert.Equal(data.Features[feature].Bins.BinOf(value), data.Bins.BinOf(feature, row));
            }
        }
    }

    [Theory]
    [InlineData(4), InlineData(8), InlineData(32)]
    public void EveryRowScoresAsItPredicts(int bits)
    {
        var data = Table.ToDataset("regression", new() { MaxBin = 65_535, MinDataInBin = 1 });
        var valid = new SmallTable(500, seed: 4).ToDataset("regression", new() { Reference = data });
        var options = Options with { GradientBits = bits, BaggingFraction = 0.7, BaggingFreq = 1 };
        using var run = TrainingRun.Start(data, options, [valid], EnginePath.Best);
        for (int round = 0; round < 4; round++)
        {
            run.Round(round);
        }
        var model = run.ToModel(null);
        var predicted = new double[Rows];
        model.PredictRaw(Table.Values, Rows, predicted);
        Assert.Equal(predicted.Select(BitConverter.DoubleToInt64Bits), run.Scores[0].Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(model.ToText(), BoostedTrees.Parse(model.ToText()).ToText());
    }

    [Fact]
    public void ManyBinsFindTheEdgeThatFewMiss()
    {
        // the label turns at one value of 2,000
        double[] values = [.. Enumerable.Range(0, 4_000).Select(row => row / 2.0)];
        double[] labels = Array.ConvertAll(values, value => value < 1_234.25 ? 0.0 : 1);
        var options = new BoosterOptions { NumIterations = 1, LearningRate = 1, NumLeaves = 2, MinDataInLeaf = 1, GradientBits = 32 };
        double Threshold(int maxBin) => Booster.Train(
            Dataset.FromArrays(values, 4_000, 1, labels, new() { MaxBin = maxBin, MinDataInBin = 1 }), options).Trees[0].Threshold[0];
        Assert.Equal(1_234.25, Threshold(4_000), 0.2500001);
        Assert.NotEqual(1_234.25, Threshold(16), 0.3);
    }

    [Fact]
    public void ABinnedFileKeepsThem()
    {
        var data = Table.ToDataset("regression", new() { MaxBin = 700 });
        Assert.Equal(
            Booster.Train(data, Options).ToText(), Booster.Train(DatasetFileTests.Read(DatasetFileTests.BytesOf(data)), Options).ToText());
    }
}
