using LowBit.Boosting;

namespace LowBit.Tests;

public class PredictionTests
{
    static readonly double[] Row = new double[RandomModel.FeatureCount];

    [Fact]
    public void RowWithAnotherNumberOfColumnsIsRefused()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 1));
        var error = Assert.Throws<ArgumentException>(() => model.PredictRaw(new double[8], new double[1]));
        Assert.Equal("8 fields stand for 1 rows; the model takes 7 columns a row.", error.Message);
    }

    [Fact]
    public void DestinationOfAnotherLengthIsRefused()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 2, outputs: 3));
        var error = Assert.Throws<ArgumentException>(() => model.Predict(new double[14], 2, new double[3]));
        Assert.Equal("The destination has room for 3 values; 2 rows take 3 each.", error.Message);
        Assert.Throws<ArgumentException>(() => model.PredictLeaf(Row, new int[5]));
    }

    [Fact]
    public void RowsBeforeTheFirstAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new BoostedTrees(RandomModel.Content(1, 1)).PredictRaw(Row, new double[1], new(FirstIteration: -1)));

    [Fact]
    public void PredictionIsTheLossesTransformOfTheScore()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 2, rounds: 5) with { Objective = "binary sigmoid:2" });
        double[] raw = new double[1], prediction = new double[1];
        model.PredictRaw(Row, raw);
        model.Predict(Row, prediction);
        Assert.Equal(1 / (1 + Math.Exp(-2 * raw[0])), prediction[0], 1e-15);
    }

    [Fact]
    public void AveragesDivideByTheRoundsUsedAndLeaveRawScoresAlone()
    {
        var content = RandomModel.Content(seed: 2, rounds: 6, outputs: 2);
        BoostedTrees sums = new(content), averages = new(content with { AverageOutput = true });
        double[] sum = new double[2], raw = new double[2], average = new double[2];
        sums.PredictRaw(Row, sum, new(2, 3));
        averages.PredictRaw(Row, raw, new(2, 3));
        averages.Predict(Row, average, new(2, 3));
        Assert.Equal(sum, raw);
        Assert.Equal([sum[0] / 3, sum[1] / 3], average);
    }

    [Fact]
    public void AverageOfNoRoundsIsZero()
    {
        double[] prediction = [1];
        new BoostedTrees(RandomModel.Content(seed: 2, rounds: 0) with { AverageOutput = true }).Predict(Row, prediction);
        Assert.Equal([0], prediction);
    }

    [Fact]
    public void OneRowTakesNoMemory()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 2, rounds: 50));
        double[] scores = new double[1];
        model.PredictRaw(Row, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            model.PredictRaw(Row, scores);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WideModelsPredictToo()
    {
        const int features = 3_000;
        var content = new ModelContent
        {
            FeatureNames = [.. Enumerable.Range(0, features).Select(i => $"f{i}")],
            FeatureInfos = [.. Enumerable.Repeat("none", features)],
            Trees = [.. Enumerable.Range(0, features).Select(feature => RandomModel.Stump(feature, 0.5, 0, feature))],
        };
        double[] row = new double[features], score = new double[1];
        (row[7], row[2_999]) = (1, 1);
        new BoostedTrees(content).PredictRaw(row, score);
        Assert.Equal([3_006], score);
    }

    [Fact]
    public void DeepTreeCostsNoStack()
    {
        const int nodes = 100_000;
        var chain = new Tree
        {
            SplitFeature = new int[nodes],
            Threshold = [.. Enumerable.Range(0, nodes).Select(node => (double)-node)],
            DecisionType = new byte[nodes],
            LeftChild = [.. Enumerable.Range(1, nodes - 1), ~nodes],
            RightChild = [.. Enumerable.Range(0, nodes).Select(node => ~node)],
            LeafValue = [.. Enumerable.Range(0, nodes + 1).Select(leaf => (double)leaf)],
        };
        var model = new BoostedTrees(new ModelContent { Trees = [chain], FeatureNames = ["x"], FeatureInfos = ["none"] });
        double[] score = new double[1];
        model.PredictRaw([-99_998.5], score);
        Assert.Equal([99_999], score);
        Assert.Equal(nodes, model.Summarize().Depth.Largest);
    }
}
