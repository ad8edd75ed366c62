using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public class BoosterTests
{
    static readonly SmallTable Table = new(800), First = new(400, seed: 2), Second = new(400, seed: 3);

    static readonly BoosterOptions Options = new() { NumIterations = 10, NumLeaves = 7 };

    [Fact]
    public void ACustomLossEqualToABuiltInOneGivesTheSameTrees()
    {
        var expected = Booster.Train(Table.ToDataset("regression", new()), Options);
        var custom = Booster.Train(Table.ToDataset("regression", new()), Options with { CustomObjective = new SquaredLoss(isUnit: true) });
        Assert.Null(custom.Objective);
        Assert.Equal(expected.Trees.Select(tree => tree.LeafValue), custom.Trees.Select(tree => tree.LeafValue));
    }

    /// <summary>A hessian that happens to be 1 everywhere is quantized without error, so only counting differs.</summary>
    [Fact]
    public void ACustomLossWithAWrittenHessianOfOneGivesTheSameTrees()
    {
        var options = Options with { MinDataInLeaf = 20 };
        var expected = Booster.Train(Table.ToDataset("regression", new()), options with { CustomObjective = new SquaredLoss(isUnit: true) });
        var custom = Booster.Train(Table.ToDataset("regression", new()), options with { CustomObjective = new SquaredLoss(isUnit: false) });
        Assert.Equal(expected.Trees.Select(tree => tree.Threshold), custom.Trees.Select(tree => tree.Threshold));
        Assert.Equal(expected.Trees.Select(tree => tree.LeafRowCount), custom.Trees.Select(tree => tree.LeafRowCount));
    }

    [Fact]
    public void ACustomMetricIsReportedOnEverySetAndCanStopTraining()
    {
        var data = Table.ToDataset("regression", new());
        Dataset[] validation =
        [
            First.ToDataset("regression", new() { Reference = data }), Second.ToDataset("regression", new() { Reference = data }),
        ];
        var log = new Log();
        var options = Options with
        {
            NumIterations = 50,
            Metrics = ["none"],
            CustomMetrics = [new WorseEveryRound()],
            EarlyStoppingRound = 4,
        };
        var model = Booster.Train(data, options, validation, log);
        Assert.Equal(["valid_1 rounds", "valid_2 rounds"], log.Rounds[0].Metrics.Select(metric => $"{metric.DataSet} {metric.Metric}"));
        Assert.Equal(5, log.Rounds.Count);
        Assert.Equal(1, log.Rounds[^1].BestRound);
        Assert.Single(model.Trees);
    }

    /// <summary>LightGBM's rule: rounds up to the best of the metric that stopped training.</summary>
    [Fact]
    public void EarlyStoppingKeepsTheRoundsUpToTheBest()
    {
        var data = Table.ToDataset("binary", new());
        var options = new BoosterOptions
        {
            Objective = "binary",
            NumIterations = 300,
            LearningRate = 0.3,
            EarlyStoppingRound = 10,
            Metrics = ["binary_logloss"],
        };
        var log = new Log();
        var model = Booster.Train(data, options, [First.ToDataset("binary", new() { Reference = data })], log);
        double[] losses = [.. log.Rounds.Select(round => round.Metrics[0].Value)];
        int best = Array.IndexOf(losses, losses.Min()) + 1;
        Assert.Equal(best, model.IterationCount);
        Assert.Equal(best + 10, log.Rounds.Count);
        var whole = Booster.Train(data, options with { NumIterations = best, EarlyStoppingRound = 0 });
        Assert.Equal(whole.Trees.Select(tree => tree.LeafValue), model.Trees.Select(tree => tree.LeafValue));
    }

    [Fact]
    public void TrainingMetricsAreReportedWhereAskedFor()
    {
        var log = new Log();
        var options = Options with { Metrics = ["l2", "l1"], IsProvideTrainingMetric = true, MetricFreq = 5 };
        Booster.Train(Table.ToDataset("regression", new()), options, null, log);
        Assert.Equal([5, 10], log.Rounds.Where(round => round.Metrics.Count > 0).Select(round => round.Round));
        Assert.Equal(["training l2", "training l1"], log.Rounds[4].Metrics.Select(metric => $"{metric.DataSet} {metric.Metric}"));
        Assert.True(log.Rounds[9].Metrics[0].Value < log.Rounds[4].Metrics[0].Value);
    }

    [Fact]
    public void CancellationEndsTrainingBetweenRounds()
    {
        using var source = new CancellationTokenSource();
        var log = new Log { AfterRound = round => { if (round == 3) { source.Cancel(); } } };
        Assert.Throws<OperationCanceledException>(
            () => Booster.Train(Table.ToDataset("regression", new()), Options, null, log, source.Token));
        Assert.Equal(3, log.Rounds.Count);
    }

    [Theory]
    [InlineData("regression", 2.5)]
    [InlineData("regression_l1", 2.5)]
    public void RowsOfOneLabelGiveThatLabel(string objective, double label)
    {
        var data = Dataset.FromArrays(
            Table.Values, Table.RowCount, SmallTable.ColumnCount, [.. Enumerable.Repeat(label, Table.RowCount)]);
        CheckConstant(Booster.Train(data, Options with { Objective = objective }), label);
    }

    [Fact]
    public void ConstantFeaturesGiveTheAverage()
    {
        var data = Dataset.FromArrays(new double[] { 1, 1, 1, 1 }, 4, 1, [1, 2, 3, 6], new() { MinDataInBin = 1 });
        Assert.Equal(0, data.UsedFeatureCount);
        CheckConstant(Booster.Train(data, Options with { MinDataInLeaf = 1 }), 3);
    }

    [Fact]
    public void OneRowGivesItsLabel()
    {
        var data = Dataset.FromArrays(new double[] { 5, double.NaN }, 1, 2, [7]);
        CheckConstant(Booster.Train(data, Options with { MinDataInLeaf = 1 }), 7);
    }

    [Fact]
    public void NoRoundsGiveAModelWithoutTrees()
    {
        var model = Booster.Train(Table.ToDataset("regression", new()), Options with { NumIterations = 0 });
        Assert.Empty(model.Trees);
        Assert.Equal(0, BoostedTrees.Parse(model.ToText()).IterationCount);
    }

    [Fact]
    public void AValidationSetOfOtherBinsIsRefused()
    {
        var data = Table.ToDataset("regression", new());
        var refusal = Assert.Throws<BadOptionException>(() => Booster.Train(data, Options, [First.ToDataset("regression", new())]));
        Assert.Contains("validation set 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Reference", refusal.Message, StringComparison.Ordinal);
    }

    static void CheckConstant(BoostedTrees model, double expected)
    {
        var scores = new double[1];
        model.PredictRaw(new double[model.FeatureCount], scores);
        Assert.Equal(expected, scores[0], 1e-12);
        Assert.All(model.Trees, tree => Assert.Equal(1, tree.LeafCount));
    }

    sealed class Log : ITrainingObserver
    {
        public List<TrainingProgress> Rounds { get; } = [];

        public Action<int> AfterRound { get; init; } = _ => { };

        public void RoundEnded(TrainingProgress progress)
        {
            Rounds.Add(progress);
            AfterRound(progress.Round);
        }
    }

    sealed class WorseEveryRound : IMetric
    {
        int _calls;

        public string Name => "rounds";

        public bool HigherIsBetter => false;

        public double Evaluate(EvaluationRows rows) => ++_calls;
    }

    sealed class SquaredLoss(bool isUnit) : IObjective
    {
        double _mean;

        public string? ModelText => null;

        public int OutputCount => 1;

        public string DefaultMetric => "l2";

        public bool HasUnitHessian => isUnit;

        public double? LeafPercentile => null;

        public void Prepare(
            ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
        {
            var sum = new Numerics.ExactSum();
            sum.Add(labels);
            _mean = sum.Value / labels.Length;
        }

        public double Baseline(int output) => _mean;

        public void ComputeGradients(RowBlock rows, GradientBlock destination)
        {
            var gradients = destination.Gradients(0);
            for (int row = 0; row < rows.RowCount; row++)
            {
                gradients[row] = (float)(rows.Scores(0)[row] - rows.Labels[row]);
            }
            destination.Hessians(0).Fill(1);
        }

        public void Transform(Span<double> scores)
        {
        }
    }
}
