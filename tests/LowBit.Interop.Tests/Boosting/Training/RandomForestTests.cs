using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>Random forests of both programs: the same files, and much the same quality.</summary>
public class RandomForestTests
{
    const int RowCount = 1_500;

    static readonly SmallTable Table = new(RowCount);

    [Theory]
    [InlineData("regression"), InlineData("regression_l1"), InlineData("poisson"), InlineData("binary"), InlineData("multiclass")]
    public void LightGbmPredictsOurForests(string objective)
    {
        LightGbmPeer.SkipIfAbsent();
        var model = Booster.Train(Table.ToDataset(objective, new()), new()
        {
            Objective = objective,
            Boosting = BoostingMode.RandomForest,
            ExtraTrees = objective == "binary",
            BaggingFraction = 0.6,
            BaggingFreq = 1,
            NumIterations = 10,
            NumLeaves = 25,
            MinDataInLeaf = 5,
            MinDataPerGroup = 20,
        });
        using var theirs = LightGbmBooster.Parse(model.ToText());
        foreach (int rounds in new[] { 1, 7, 10 })
        {
            double[] raw = new double[RowCount * model.OutputCount], predictions = new double[raw.Length];
            model.PredictRaw(Table.Values, RowCount, raw, new(0, rounds));
            model.Predict(Table.Values, RowCount, predictions, new(0, rounds));
            Assert.Equal(Bits(Predict(theirs, PredictionKind.Raw, rounds)), Bits(raw));
            double[] expected = Predict(theirs, PredictionKind.Normal, rounds);
            if (objective.StartsWith("regression", StringComparison.Ordinal))
            {
                Assert.Equal(Bits(expected), Bits(predictions));
            }
            // their exp is the C library's
            Assert.All(expected.Zip(predictions), pair => Assert.Equal(pair.First, pair.Second, 1e-13 * (1 + Math.Abs(pair.First))));
        }
        Assert.Equal(Bits(Predict(theirs, PredictionKind.Raw, -1)), Bits(Predict(LightGbmBooster.Parse(theirs.Save()), PredictionKind.Raw, -1)));
    }

    /// <summary>Labels near 100 are predicted near 0 there; ours are the baseline.</summary>
    [Fact]
    public void TreesOfLightGbmThatCannotBeSplitLackTheBaseline()
    {
        LightGbmPeer.SkipIfAbsent();
        string parameters = $"objective=regression boosting=rf bagging_fraction=0.6 bagging_freq=1 min_data_in_leaf={RowCount}";
        using var data = LightGbmDataset.FromRows(Table.Values, RowCount, SmallTable.ColumnCount, parameters)
            .WithLabels(Array.ConvertAll(Table.Signal, signal => signal + 100));
        using var theirs = new LightGbmBooster(data, parameters).Update(3);
        Assert.All(Predict(theirs, PredictionKind.Normal, -1), prediction => Assert.InRange(prediction, -1, 1));
    }

    static double[] Predict(LightGbmBooster theirs, PredictionKind kind, int rounds) =>
        theirs.Predict(Table.Values, RowCount, SmallTable.ColumnCount, kind, 0, rounds);

    static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

    /// <summary>Adult census, 6,000 rows to train and 4,000 to measure: log loss of both.</summary>
    [Theory]
    [InlineData("", 4, 0.98), InlineData("", 32, 0.98), InlineData("extra_trees=true", 4, 0.93)]
    public void OurForestsAreAsGoodAsTheirs(string more, int bits, double lowest)
    {
        LightGbmPeer.SkipIfAbsent();
        const int TrainRows = 6_000;
        var rows = new AdultRows(10_000);
        int cut = TrainRows * AdultRows.ColumnCount;
        string parameters = "objective=binary boosting=rf bagging_fraction=0.6 bagging_freq=1 feature_fraction=0.8 num_leaves=63 "
            + $"min_data_in_leaf=10 num_threads=1 categorical_feature={string.Join(',', rows.Categorical)} {more}";
        using var data = LightGbmDataset.FromRows(rows.Values.AsSpan(0, cut), TrainRows, AdultRows.ColumnCount, parameters)
            .WithLabels(rows.Labels.AsSpan(0, TrainRows));
        using var theirs = new LightGbmBooster(data, parameters).Update(40);
        var options = new BoosterOptions
        {
            Objective = "binary",
            Boosting = BoostingMode.RandomForest,
            BaggingFraction = 0.6,
            BaggingFreq = 1,
            FeatureFraction = 0.8,
            NumLeaves = 63,
            MinDataInLeaf = 10,
            NumIterations = 40,
            ExtraTrees = more.Length > 0,
            GradientBits = bits,
        };
        var ours = Booster.Train(
            Dataset.FromArrays(
                rows.Values.AsMemory(0, cut), TrainRows, AdultRows.ColumnCount, rows.Labels[..TrainRows],
                new() { Categorical = rows.Categorical }),
            options);
        double[] test = rows.Values[cut..], labels = rows.Labels[TrainRows..], predictions = new double[labels.Length];
        ours.Predict(test, labels.Length, predictions);
        double their = Loss(theirs.Predict(test, labels.Length, AdultRows.ColumnCount), labels);
        double baseline = Loss(Array.ConvertAll(labels, _ => rows.Labels[..TrainRows].Average()), labels);
        Assert.InRange(their / baseline, 0.4, 0.85);
        Assert.InRange(Loss(predictions, labels) / their, lowest, 1.02);
    }

    static double Loss(double[] predictions, double[] labels) =>
        predictions.Zip(labels, (p, label) => -Math.Log(label == 1 ? p : 1 - p)).Average();
}
