using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// The strongest cheap test there is: the score training holds for a row equals the raw prediction of the saved model, bit
/// for bit, on training and validation rows with missing values and categories.
/// </summary>
public class ScoreTests
{
    static readonly SmallTable Training = new(1_200), Validation = new(700, seed: 2);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string objective in KeystoneTests.ObjectiveNames)
            {
                foreach (string missing in new[] { "NaN", "Zero", "None" })
                {
                    cases.Add(objective, missing);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainingScoresEqualRawPredictionsOfTheSavedModel(string objective, string missing)
    {
        var data = new DatasetOptions { UseMissing = missing != "None", ZeroAsMissing = missing == "Zero" };
        foreach (int bits in new[] { 2, 4, 32 })
        {
            foreach (double bag in new[] { 1, 0.5 })
            {
                var options = new BoosterOptions
                {
                    Objective = objective,
                    NumIterations = 8,
                    NumLeaves = 15,
                    MinDataInLeaf = 5,
                    GradientBits = bits,
                    BaggingFraction = bag,
                    BaggingFreq = 1,
                    MinDataPerGroup = 20,
                    NumClass = Objectives.IsMulticlass(objective) ? 3 : 0,
                };
                Check(objective, data, options);
            }
        }
    }

    /// <summary>The raw prediction of a forest is a sum, whatever the metrics see.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void ScoresOfForestsEqualRawPredictionsOfTheSavedModel(string objective, string missing)
    {
        var data = new DatasetOptions { UseMissing = missing != "None", ZeroAsMissing = missing == "Zero" };
        foreach (bool isExtra in new[] { false, true })
        {
            Check(objective, data, new()
            {
                Objective = objective,
                Boosting = BoostingMode.RandomForest,
                ExtraTrees = isExtra,
                NumIterations = 5,
                NumLeaves = 15,
                MinDataInLeaf = 5,
                BaggingFraction = 0.6,
                BaggingFreq = 1,
                MinDataPerGroup = 20,
                EarlyStoppingRound = 9,
                IsProvideTrainingMetric = true,
                NumClass = objective == "multiclass" ? 3 : 0,
            });
        }
    }

    static void Check(string objective, DatasetOptions data, BoosterOptions options)
    {
        var training = Training.ToDataset(objective, data);
        var validation = Validation.ToDataset(objective, data with { Reference = training });
        using var run = TrainingRun.Start(training, options, [validation], EnginePath.Best);
        for (int round = 0; round < options.NumIterations; round++)
        {
            Assert.True(run.Round(round));
            run.Sets.Evaluate(round + 1); // leaves the scores alone
        }
        var model = BoostedTrees.Parse(run.ToModel(null).ToText());
        CheckRows(model, Training, run.Scores);
        CheckRows(model, Validation, [.. Enumerable.Range(0, run.OutputCount).Select(output => run.Sets.ScoresOf(0, output))]);
    }

    static void CheckRows(BoostedTrees model, SmallTable table, double[][] scores)
    {
        int outputs = model.OutputCount;
        var raw = new double[table.RowCount * outputs];
        model.PredictRaw(table.Values, table.RowCount, raw);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(raw[row * outputs + output]),
                    BitConverter.DoubleToInt64Bits(scores[output][row]));
            }
        }
    }
}
