using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Each objective learns, and the leaves of percentile losses are what they say.</summary>
public class LossTests
{
    static readonly SmallTable Training = new(1_500), Validation = new(800, seed: 2);

    static readonly BoosterOptions Options = new() { NumIterations = 40, NumLeaves = 12, MinDataPerGroup = 20, CatSmooth = 2 };

    public static TheoryData<string> Names => [.. ObjectiveRows.Names];

    /// <summary>On rows that were not seen, a third of what the best constant leaves is gone.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryObjectiveBeatsItsBaselineClearly(string name)
    {
        var options = Options with { Objective = name, Alpha = name == "quantile" ? 0.8 : 0.9, NumClass = Objectives.IsMulticlass(name) ? 3 : 0 };
        double[] labels = Training.LabelsFor(name), held = Validation.LabelsFor(name);
        var model = Booster.Train(Training.ToDataset(name, new()), options);
        var objective = Objectives.Create(options, labels, SingleProcess.Instance, Isa.Best);
        ObjectiveRows.Prepare(objective, labels);
        var metric = Metrics.Create(objective.DefaultMetric, options);
        double[] raw = new double[Validation.RowCount * model.OutputCount];
        model.PredictRaw(Validation.Values, Validation.RowCount, raw);

        double Measure(Func<int, int, double> score, IScoreTransform? transform) => metric.Evaluate(new(
            [.. Enumerable.Range(0, model.OutputCount).Select(output => Enumerable.Range(0, held.Length).Select(row => score(row, output)).ToArray())],
            held, null, transform, SingleProcess.Instance));
        double constant = Measure((_, output) => objective.Baseline(output), objective);
        double learned = Measure((row, output) => raw[row * model.OutputCount + output], objective);
        double perfect = Measure((row, output) => Perfect(name, held[row], output), null);
        Assert.True(
            learned - perfect < 0.67 * (constant - perfect), $"{learned} is not between {perfect} and {constant} as it should be");
    }

    [Theory]
    [InlineData("quantile", true)]
    [InlineData("quantile", false)]
    [InlineData("mape", true)]
    [InlineData("mape", false)]
    public void LeavesArePercentilesWithAndWithoutRefit(string name, bool refits)
    {
        var options = Options with
        {
            Objective = name,
            NumIterations = 1,
            LearningRate = 1,
            BoostFromAverage = false,
            Alpha = 0.8,
            RefitLeaves = refits,
        };
        var model = Booster.Train(Training.ToDataset(name, new(), weighted: true), options);
        int[] leaves = new int[Training.RowCount];
        model.PredictLeaf(Training.Values, Training.RowCount, leaves);
        double[] labels = Training.LabelsFor(name);
        foreach (var leaf in Enumerable.Range(0, Training.RowCount).GroupBy(row => leaves[row]))
        {
            var rows = leaf.OrderBy(row => labels[row]).ToList();
            double Weight(int row) => Training.Weights[row] / (name == "mape" ? Math.Max(1, Math.Abs(labels[row])) : 1);
            double need = (name == "mape" ? 0.5 : 0.8) * rows.Sum(Weight);
            int last = rows.First(row => (need -= Weight(row)) <= 0);
            Assert.Equal(labels[last], model.Trees[0].LeafValue[leaf.Key], 1e-12);
        }
    }

    /// <summary>A label near 0 weighs far more than the others, which must not lose theirs.</summary>
    [Fact]
    public void MapeOfHugeLabelsAndASmallOneLearnsTheHugeOnes()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(row => row < 100 ? 0.0 : 1)];
        double[] labels = [.. values.Select((value, row) => row == 0 ? 0 : (value + 1) * 1e10)];
        var data = Dataset.FromArrays(values, 200, 1, labels);
        var model = Booster.Train(data, new() { Objective = "mape", NumIterations = 200 });
        double[] predictions = new double[2];
        model.Predict([0, 1], 2, predictions);
        Assert.Equal(2e10, predictions[1], 1e7);
    }

    [Fact]
    public void LearnedRootsAreSquaredBackForPredictionsAndMetrics()
    {
        var table = Training;
        double[] squares = Array.ConvertAll(table.Signal, signal => signal * Math.Abs(signal));
        Dataset Data(double[] labels) => Dataset.FromArrays(table.Values, table.RowCount, SmallTable.ColumnCount, labels,
            new() { Categorical = SmallTable.Categorical });
        var roots = Booster.Train(Data(squares), Options with { RegSqrt = true });
        // Roots of squares are not the doubles that were squared, so the trees may differ a little.
        var plain = Booster.Train(Data(Array.ConvertAll(squares, square => Math.CopySign(Math.Sqrt(Math.Abs(square)), square))), Options);
        double[] expected = new double[table.RowCount], scores = new double[table.RowCount], predictions = new double[table.RowCount];
        plain.PredictRaw(table.Values, table.RowCount, expected);
        roots.PredictRaw(table.Values, table.RowCount, scores);
        roots.Predict(table.Values, table.RowCount, predictions);
        Assert.Equal("regression sqrt", roots.Objective);
        Assert.Equal(expected, scores);
        Assert.Equal(scores.Select(score => score * Math.Abs(score)), predictions);
    }

    [Fact]
    public void MetricsOfLearnedRootsLookAtTheLabels()
    {
        var options = Options with { RegSqrt = true, Metrics = ["l2"], IsProvideTrainingMetric = true, NumIterations = 3 };
        using var run = TrainingRun.Start(Training.ToDataset("regression", new()), options, [], EnginePath.Best);
        run.Round(0);
        double[] predictions = [.. run.Scores[0].Select(score => score * Math.Abs(score))];
        Assert.Equal(
            MetricRows.Evaluate(new L2Metric(), predictions, Training.Signal), run.Sets.Evaluate(1).Single().Value, 1e-15);
    }

    static double Perfect(string name, double label, int output) => name switch
    {
        "cross_entropy_lambda" => -Math.Log(1 - Math.Min(label, 1 - 1e-13)),
        _ when Objectives.IsMulticlass(name) => output == label ? 1 : 0,
        _ => label,
    };
}
