using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>
/// LightGBM loads the models that we train and returns the same raw scores, bit for bit, on rows of everything that is
/// awkward; saves them again; and trains on from them.
/// </summary>
public class TrainedModelTests
{
    const int RowCount = 2_000;

    static readonly SmallTable Table = new(RowCount);

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            foreach (string missing in new[] { "None", "Zero", "NaN" })
            {
                foreach (string objective in new[] { "regression", "regression_l1", "poisson", "binary", "multiclass" })
                {
                    cases.Add(objective, missing, 4);
                }
                cases.Add("multiclass", missing, 32);
                cases.Add("regression", missing, 2);
            }
            foreach (string objective in ObjectiveRows.Names.Except(cases.Select(row => row.Data.Item1)).ToList())
            {
                cases.Add(objective, "NaN", 4);
            }
            return cases;
        }
    }

    public static TheoryData<string> Objectives => [.. ObjectiveRows.Names];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void LightGbmGivesTheSamePredictions(string objective)
    {
        LightGbmPeer.SkipIfAbsent();
        var model = Train(objective, "NaN", 4);
        using var theirs = LightGbmBooster.Parse(model.ToText());
        double[] expected = theirs.Predict(Table.Values, RowCount, SmallTable.ColumnCount, PredictionKind.Normal);
        double[] predictions = new double[expected.Length];
        model.Predict(Table.Values, RowCount, predictions);
        Assert.All(expected.Zip(predictions), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Abs(pair.First)));
    }

    [Theory]
    [InlineData("huber", "alpha", 0.7)]
    [InlineData("fair", "fair_c", 1.3)]
    [InlineData("tweedie", "tweedie_variance_power", 1.2)]
    public void LightGbmReadsTheSettingsOfTheLoss(string objective, string setting, double value)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = LightGbmBooster.Parse(Train(objective, "NaN", 4).ToText());
        Assert.Contains(FormattableString.Invariant($"\"{setting}\": {value}"), theirs.LoadedParameters, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LightGbmGivesTheSameScores(string objective, string missing, int bits)
    {
        LightGbmPeer.SkipIfAbsent();
        var model = Train(objective, missing, bits);
        string text = model.ToText();
        double[] rows = AwkwardRows(model, out int rowCount);
        using var theirs = LightGbmBooster.Parse(text);
        CheckScores(model, theirs, rows, rowCount);

        var saved = BoostedTrees.Parse(theirs.Save());
        Assert.Equal(Bits(Raw(model, rows, rowCount)), Bits(Raw(saved, rows, rowCount)));
        Assert.Contains($"\"num_leaves\": 13", theirs.LoadedParameters, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("binary")]
    [InlineData("multiclass")]
    public void LightGbmTrainsOnFromOurModel(string objective)
    {
        LightGbmPeer.SkipIfAbsent();
        var model = Train(objective, "NaN", 4);
        double[] labels = Table.LabelsFor(objective);
        using var data = LightGbmDataset
            .FromRows(Table.Values, RowCount, SmallTable.ColumnCount, "categorical_feature=5,6 min_data_in_bin=3")
            .WithLabels(labels)
            .WithInitialScores(ByOutput(Raw(model, Table.Values, RowCount), model.OutputCount));
        using var booster = new LightGbmBooster(
            data, $"objective={objective} num_class={model.OutputCount} num_leaves=13 num_threads=1 boost_from_average=false");
        booster.Update(5);
        using var ours = LightGbmBooster.Parse(model.ToText());
        using var both = LightGbmBooster.Parse(ours.Save());
        both.Merge(booster);
        Assert.Equal((model.IterationCount + 5) * model.OutputCount, both.TreeCount);
        Assert.True(
            Loss(both, labels, objective) < 0.99 * Loss(ours, labels, objective), "five more rounds did not lower the training loss");
    }

    static BoostedTrees Train(string objective, string missing, int bits)
    {
        var data = Table.ToDataset(objective, new() { UseMissing = missing != "None", ZeroAsMissing = missing == "Zero" });
        return Booster.Train(data, ObjectiveRows.Options(objective) with
        {
            Objective = objective,
            NumIterations = 12,
            NumLeaves = 13,
            MinDataInLeaf = 5,
            MinDataPerGroup = 20,
            CatSmooth = 2,
            GradientBits = bits,
            NumClass = LowBit.Boosting.Objectives.IsMulticlass(objective) ? 3 : 0,
        });
    }

    /// <summary>Rows of the table with one value after the other replaced by an awkward one.</summary>
    static double[] AwkwardRows(BoostedTrees model, out int rowCount)
    {
        double[] fixedValues =
        [
            double.NaN, 0, -0.0, 1e-36, -1e-36, 1e-35f, -1e-35f, Math.BitIncrement(1e-35f), double.PositiveInfinity,
            double.NegativeInfinity, -1, 3.7, 1000, 2_147_483_648, -0.5,
        ];
        var rows = new List<double>();
        foreach (int feature in Enumerable.Range(0, SmallTable.ColumnCount))
        {
            var edges = model.Trees
                .SelectMany(tree => tree.Threshold.Where((_, node) => tree.SplitFeature[node] == feature))
                .Where(double.IsFinite).Distinct().Order().Take(30)
                .SelectMany(edge => new[] { edge, Math.BitIncrement(edge), Math.BitDecrement(edge) });
            foreach (double value in fixedValues.Concat(edges))
            {
                for (int row = 0; row < 8; row++)
                {
                    var values = Table.Values.AsSpan(row * 37 * SmallTable.ColumnCount, SmallTable.ColumnCount).ToArray();
                    values[feature] = value;
                    rows.AddRange(values);
                }
            }
        }
        rows.AddRange(Table.Values);
        rowCount = rows.Count / SmallTable.ColumnCount;
        return [.. rows];
    }

    static void CheckScores(BoostedTrees model, LightGbmBooster theirs, double[] rows, int rowCount)
    {
        double[] expected = theirs.Predict(rows, rowCount, SmallTable.ColumnCount, PredictionKind.Raw);
        Assert.Equal(Bits(expected), Bits(Raw(model, rows, rowCount)));
    }

    static double[] Raw(BoostedTrees model, double[] rows, int rowCount)
    {
        var scores = new double[rowCount * model.OutputCount];
        model.PredictRaw(rows, rowCount, scores);
        return scores;
    }

    static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

    static double[] ByOutput(double[] scores, int outputs) =>
        [.. Enumerable.Range(0, outputs).SelectMany(output => scores.Where((_, i) => i % outputs == output))];

    static double Loss(LightGbmBooster booster, double[] labels, string objective)
    {
        double[] raw = booster.Predict(Table.Values, RowCount, SmallTable.ColumnCount, PredictionKind.Raw);
        return labels.Select((label, row) => objective switch
        {
            "binary" => Math.Log(1 + Math.Exp(label == 1 ? -raw[row] : raw[row])),
            "multiclass" => Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(raw[3 * row + k]))) - raw[3 * row + (int)label],
            _ => (label - raw[row]) * (label - raw[row]),
        }).Average();
    }
}
