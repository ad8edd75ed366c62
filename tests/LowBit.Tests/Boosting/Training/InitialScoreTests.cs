using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// A run that starts from initial scores: the score of a row is its initial score, to which the trees' outputs are added in
/// the order of the model, bit for bit; the model does not contain it.
/// </summary>
public class InitialScoreTests
{
    static readonly SmallTable Training = new(900), Validation = new(500, seed: 2);

    internal static double[] ScoresFor(int rowCount, int outputs) =>
        [.. Enumerable.Range(0, rowCount * outputs).Select(i => i * 7919 % 1000 / 500.0 - 0.9)];

    static BoosterOptions Options(string objective) => new()
    {
        Objective = objective,
        NumIterations = 6,
        NumLeaves = 9,
        MinDataInLeaf = 5,
        NumClass = Objectives.IsMulticlass(objective) ? 3 : 0,
    };

    static int Outputs(string objective) => Objectives.IsMulticlass(objective) ? 3 : 1;

    [Theory]
    [MemberData(nameof(KeystoneTests.Objectives), MemberType = typeof(KeystoneTests))]
    public void TrainingScoresAreTheInitialScoreThenTheTreesInOrder(string objective)
    {
        foreach (double bag in new[] { 1, 0.5 })
        {
            var options = Options(objective) with { BaggingFraction = bag, BaggingFreq = 1 };
            double[] initial = ScoresFor(900, Outputs(objective)), others = ScoresFor(500, Outputs(objective));
            var training = Training.ToDataset(objective, new() { InitScores = initial });
            var validation = Validation.ToDataset(objective, new() { InitScores = others, Reference = training });
            using var run = TrainingRun.Start(training, options, [validation], EnginePath.Best);
            for (int round = 0; round < options.NumIterations; round++)
            {
                Assert.True(run.Round(round));
            }
            var model = BoostedTrees.Parse(run.ToModel(null).ToText());
            Check(model, Training, initial, run.Scores);
            Check(model, Validation, others, [.. Enumerable.Range(0, run.OutputCount).Select(output => run.Sets.ScoresOf(0, output))]);
        }
    }

    static void Check(BoostedTrees model, SmallTable table, double[] initial, double[][] scores)
    {
        int outputs = model.OutputCount, trees = model.Trees.Count;
        var leaves = new int[table.RowCount * trees];
        model.PredictLeaf(table.Values, table.RowCount, leaves);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                double score = initial[output * table.RowCount + row];
                for (int tree = output; tree < trees; tree += outputs)
                {
                    score += model.Trees[tree].LeafValue[leaves[row * trees + tree]];
                }
                Assert.Equal(BitConverter.DoubleToInt64Bits(score), BitConverter.DoubleToInt64Bits(scores[output][row]));
            }
        }
    }

    [Fact]
    public void ZeroScoresAreARunWithoutBaseline()
    {
        string expected = Booster.Train(
            Training.ToDataset("regression", new()), Options("regression") with { BoostFromAverage = false }).ToText();
        string found = Booster.Train(
            Training.ToDataset("regression", new() { InitScores = new double[900] }), Options("regression")).ToText();
        Assert.Equal(expected.Replace("[boost_from_average: 0]", "[boost_from_average: 1]", StringComparison.Ordinal), found);
    }

    [Fact]
    public void ScoresThatAreTheLabelsLeaveNothingToLearn()
    {
        var data = Training.ToDataset("regression", new() { InitScores = Training.Signal });
        var model = Booster.Train(data, Options("regression"));
        Assert.Equal([0.0], model.Trees.Single().LeafValue);
    }

    /// <summary>As in LightGBM: the baseline depends on the training rows alone.</summary>
    [Fact]
    public void ScoresOfValidationRowsAreAddedToTheBaseline()
    {
        var training = Training.ToDataset("regression", new());
        double[] others = ScoresFor(500, 1);
        var validation = Validation.ToDataset("regression", new() { InitScores = others, Reference = training });
        using var run = TrainingRun.Start(training, Options("regression"), [validation], EnginePath.Best);
        Assert.True(run.Round(0));
        Check(run.ToModel(null), Validation, others, [run.Sets.ScoresOf(0)]);
    }

    [Fact]
    public void EarlyStoppingCountsTheInitialScores()
    {
        var training = Training.ToDataset("regression", new() { InitScores = new double[900] });
        var validation = Validation.ToDataset("regression", new() { InitScores = Validation.Signal, Reference = training });
        var options = Options("regression") with { NumIterations = 50, EarlyStoppingRound = 3 };
        var model = Booster.Train(training, options, [validation]); // every tree makes perfect scores worse
        Assert.Equal(1, model.IterationCount);
    }

    [Theory]
    [InlineData("regression", 1800, "training has initial scores for 2 outputs; the objective has 1. Give one for each row and output.")]
    [InlineData("multiclass", 900, "training has initial scores for 1 outputs; the objective has 3. Give one for each row and output.")]
    [InlineData("regression", 901, "there are 901 initial scores for 900 rows of the array; one a row and output is needed.")]
    [InlineData("regression", 0, "there are 0 initial scores for 900 rows of the array; one a row and output is needed.")]
    public void ScoresAreOneARowAndOutput(string objective, int count, string message) =>
        Assert.Equal(message, Assert.Throws<BadDataException>(() => Booster.Train(
            Training.ToDataset(objective, new() { InitScores = new double[count] }), Options(objective))).Message);

    [Theory]
    [InlineData(double.NaN, "missing"), InlineData(double.PositiveInfinity, "infinite")]
    public void ScoresAreFinite(double score, string state)
    {
        double[] scores = new double[900];
        scores[7] = score;
        Assert.Equal(
            $"the initial scores, row 7, is {state}; initial scores are finite numbers.",
            Assert.Throws<BadDataException>(() => Training.ToDataset("regression", new() { InitScores = scores })).Message);
    }
}
