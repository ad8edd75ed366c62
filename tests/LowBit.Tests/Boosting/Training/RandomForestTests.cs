using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public class RandomForestTests
{
    static readonly SmallTable Table = new(1_500), HeldOut = new(1_000, seed: 4);

    static readonly BoosterOptions Options = new()
    {
        Boosting = BoostingMode.RandomForest,
        BaggingFraction = 0.5,
        BaggingFreq = 1,
        NumIterations = 6,
        NumLeaves = 15,
        Seed = 3,
    };

    static Dataset Data(string objective) => Table.ToDataset(objective, new());

    /// <summary>Each leaf of each tree is the mean (the median for L1) of its rows in the bag: nothing is shrunk or carried on.</summary>
    [Theory]
    [InlineData("regression", true), InlineData("regression", false), InlineData("regression_l1", true)]
    public void LeavesAreAveragesOfTheirRowsInTheBag(string objective, bool fromAverage)
    {
        var data = Data(objective);
        var model = Booster.Train(data, Options with { Objective = objective, BoostFromAverage = fromAverage });
        var leaves = new int[Table.RowCount * model.Trees.Count];
        model.PredictLeaf(Table.Values, Table.RowCount, leaves);
        var bag = new Bag(Options, data);
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            bag.StartRound(tree);
            var labels = bag.Rows.ToArray().ToLookup(row => leaves[row * model.Trees.Count + tree], row => Table.Signal[row]);
            for (int leaf = 0; leaf < model.Trees[tree].LeafCount; leaf++)
            {
                double expected = objective == "regression" ? labels[leaf].Average() : Median([.. labels[leaf].Order()]);
                Assert.Equal(expected, model.Trees[tree].LeafValue[leaf], 1e-6);
                Assert.Equal(labels[leaf].Count(), model.Trees[tree].LeafRowCount[leaf]);
            }
            Assert.Equal(1, model.Trees[tree].Shrinkage);
        }
    }

    static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>A whole step of boosting from the baseline, on the same bag, is a tree of the forest.</summary>
    [Theory]
    [InlineData("binary"), InlineData("poisson"), InlineData("multiclass")]
    public void TheFirstTreesAreThoseOfBoostingWithRateOne(string objective)
    {
        var options = Options with { Objective = objective, NumIterations = 1 };
        string forest = Trees(Booster.Train(Data(objective), options));
        Assert.Equal(
            Trees(Booster.Train(Data(objective), options with { Boosting = BoostingMode.GradientBoosting, LearningRate = 1 })), forest);
        static string Trees(BoostedTrees model) => model.ToText().Split("Tree=0")[1].Split("end of trees")[0];
    }

    [Fact]
    public void InitialScoresAreRefused()
    {
        var table = new SmallTable(200);
        var data = table.ToDataset("regression", new() { InitScores = new double[200] });
        var options = new BoosterOptions { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.5, BaggingFreq = 1 };
        var error = Assert.Throws<BadOptionException>(() => Booster.Train(data, options));
        Assert.StartsWith("boosting is rf, which averages trees and starts from no initial scores.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFileSaysThatOutputsAreAveraged()
    {
        var model = Booster.Train(Data("binary"), Options with { Objective = "binary" });
        Assert.Contains("\naverage_output\n", model.ToText(), StringComparison.Ordinal);
        Assert.Contains("[boosting: rf]\n", model.ToText(), StringComparison.Ordinal);
        Assert.True(BoostedTrees.Parse(model.ToText()).AverageOutput);
    }

    /// <summary>On training and validation rows, after every round.</summary>
    [Theory]
    [InlineData("regression", "l2"), InlineData("binary", "binary_logloss"), InlineData("multiclass", "multi_logloss")]
    public void MetricsAreThoseOfTheModelSoFar(string objective, string metric)
    {
        var data = Data(objective);
        var log = new Log();
        var options = Options with { Objective = objective, IsProvideTrainingMetric = true };
        var model = Booster.Train(data, options, [HeldOut.ToDataset(objective, new() { Reference = data })], log);
        for (int round = 1; round <= options.NumIterations; round++)
        {
            var values = log.Rounds[round - 1].Metrics.Select(value => value.Value);
            Assert.Equal([Value(model, Table, objective, metric, round), Value(model, HeldOut, objective, metric, round)], values);
        }
    }

    static double Value(BoostedTrees model, SmallTable table, string objective, string metric, int rounds)
    {
        var raw = new double[table.RowCount * model.OutputCount];
        model.PredictRaw(table.Values, table.RowCount, raw, new(0, rounds));
        int divisor = model.AverageOutput ? rounds : 1;
        var scores = Enumerable.Range(0, model.OutputCount).Select(output =>
            Enumerable.Range(0, table.RowCount).Select(row => raw[row * model.OutputCount + output] / divisor).ToArray());
        var transform = Objectives.FromModelText(model.Objective, model.OutputCount);
        return Metrics.Create(metric, new()).Evaluate(
            new([.. scores], table.LabelsFor(objective), null, transform, SingleProcess.Instance));
    }

    [Fact]
    public void EarlyStoppingLooksAtTheAverageAndKeepsTheBestRounds()
    {
        var data = Data("regression");
        var log = new Log();
        var options = Options with { NumIterations = 200, EarlyStoppingRound = 3 };
        var model = Booster.Train(data, options, [HeldOut.ToDataset("regression", new() { Reference = data })], log);
        double[] losses = [.. log.Rounds.Select(round => round.Metrics[0].Value)];
        int best = Array.IndexOf(losses, losses.Min()) + 1;
        Assert.Equal((best, best + 3), (model.IterationCount, losses.Length));
        Assert.Equal(losses[best - 1], Value(model, HeldOut, "regression", "l2", best));
    }

    /// <summary>LightGBM's trees lack the baseline here, which pulls the average to 0.</summary>
    [Fact]
    public void ATreeThatCannotBeSplitIsTheBaselineAndTheForestGoesOn()
    {
        var options = Options with { MinDataInLeaf = 1_000 };
        var model = Booster.Train(Data("regression"), options);
        Assert.Equal(options.NumIterations, model.Trees.Count);
        var prediction = new double[1];
        model.Predict(new double[SmallTable.ColumnCount], prediction);
        Assert.Equal(Table.Signal.Average(), prediction[0], 1e-12);
    }

    [Theory]
    [InlineData("regression", "l2", 0.5), InlineData("binary", "binary_logloss", 0.8), InlineData("multiclass", "multi_logloss", 0.8)]
    public void ForestsAndExtraTreesLearn(string objective, string metric, double share)
    {
        var forest = Options with
        {
            Objective = objective,
            NumIterations = 30,
            NumLeaves = 60,
            MinDataInLeaf = 3,
            MinDataPerGroup = 10,
        };
        double baseline = Loss(forest with { MinDataInLeaf = 1_000 });
        Assert.InRange(Loss(forest) / baseline, 0.1, share);
        Assert.InRange(Loss(forest with { ExtraTrees = true }) / baseline, 0.1, share + 0.1);
        var boosting = forest with { Boosting = BoostingMode.GradientBoosting, NumLeaves = 15, ExtraTrees = true };
        Assert.InRange(Loss(boosting) / baseline, 0.1, share);
        double Loss(BoosterOptions options)
        {
            var model = Booster.Train(Data(objective), options);
            return Value(model, HeldOut, objective, metric, options.NumIterations);
        }
    }

    sealed class Log : ITrainingObserver
    {
        public List<TrainingProgress> Rounds { get; } = [];

        public void RoundEnded(TrainingProgress progress) => Rounds.Add(progress);
    }
}
