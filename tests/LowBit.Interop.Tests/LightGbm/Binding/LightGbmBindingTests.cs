namespace LowBit.Interop.Tests;

public class LightGbmBindingTests
{
    const int Rows = 400, Columns = 3;
    static readonly double[] Values = [.. Enumerable.Range(0, Rows * Columns).Select(i => Noise(i) % 1000 / 10.0)];
    static readonly double[] Labels = [.. Enumerable.Range(0, Rows).Select(r => Values[r * Columns] + 2 * Values[r * Columns + 1] > 140 ? 1.0 : 0.0)];

    public LightGbmBindingTests() => LightGbmPeer.SkipIfAbsent();

    [Fact]
    public void DataSetTellsItsShape()
    {
        using var data = Data("max_bin=15");
        Assert.Equal(Rows, data.RowCount);
        Assert.Equal(Columns, data.ColumnCount);
        Assert.InRange(data.BinCount(0), 8, 16);
    }

    [Fact]
    public void TrainingLowersTheMetricOfBothSets()
    {
        using var data = Data();
        using var validation = Data(reference: data);
        using var booster = new LightGbmBooster(data, "objective=binary metric=binary_logloss,auc num_leaves=7");
        booster.WithValidation(validation).Update(1);
        var first = booster.Evaluate(0);
        booster.Update(20);
        Assert.Equal(2, first.Length);
        Assert.True(booster.Evaluate(0)[0] < first[0]);
        Assert.Equal(booster.Evaluate(0), booster.Evaluate(1));
        Assert.Equal(21, booster.IterationCount);
    }

    [Fact]
    public void PredictionIsTheSigmoidOfTheRawScore()
    {
        using var data = Data();
        using var booster = Trained(data);
        var raw = booster.Predict(Values, Rows, Columns, PredictionKind.Raw);
        var normal = booster.Predict(Values, Rows, Columns);
        Assert.All(raw.Zip(normal), p => Assert.Equal(1 / (1 + Math.Exp(-p.First)), p.Second, 12));
        Assert.Equal(normal, booster.TrainingPredictions(0));
    }

    [Fact]
    public void ContributionsSumToTheRawScore()
    {
        using var data = Data();
        using var booster = Trained(data);
        var raw = booster.Predict(Values, Rows, Columns, PredictionKind.Raw);
        var contributions = booster.Predict(Values, Rows, Columns, PredictionKind.Contributions);
        Assert.Equal(Rows * (Columns + 1), contributions.Length);
        Assert.All(raw.Zip(contributions.Chunk(Columns + 1)), p => Assert.Equal(p.First, p.Second.Sum(), 9));
    }

    [Fact]
    public void LeavesHaveOneColumnForEachTreeOfTheRange()
    {
        using var data = Data();
        using var booster = Trained(data);
        var leaves = booster.Predict(Values, Rows, Columns, PredictionKind.Leaf, firstIteration: 2, iterationCount: 3);
        Assert.Equal(Rows * 3, leaves.Length);
        Assert.All(leaves, leaf => Assert.InRange(leaf, 0, 6));
    }

    [Fact]
    public void SavedModelReadsBackToTheSameTextAndScores()
    {
        using var data = Data().WithFeatureNames("a", "b", "c");
        using var booster = Trained(data);
        using var copy = LightGbmBooster.Parse(booster.Save());
        Assert.Equal(booster.Save(), copy.Save());
        Assert.Equal(booster.Predict(Values, Rows, Columns), copy.Predict(Values, Rows, Columns));
        Assert.Contains("feature_names=a b c", booster.Save(), StringComparison.Ordinal);
        Assert.Contains("\"num_leaves\": 7", copy.LoadedParameters, StringComparison.Ordinal);
        Assert.Equal(1, copy.ClassCount);
    }

    [Fact]
    public void TextLongerThanTheFirstBufferIsWhole()
    {
        using var data = Data();
        using var booster = Trained(data, iterations: 100);
        Assert.True(booster.Dump().Length > 1 << 16);
        Assert.EndsWith("}", booster.Dump().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void CustomGradientsOfTheLossGiveItsTree()
    {
        using var data = Data();
        using var custom = new LightGbmBooster(data, "objective=none num_leaves=7 boost_from_average=false");
        using var builtIn = new LightGbmBooster(data, "objective=regression num_leaves=7 boost_from_average=false");
        custom.Update([.. Labels.Select(y => (float)-y)], [.. Labels.Select(_ => 1f)]);
        builtIn.Update();
        Assert.Equal(
            builtIn.Predict(Values, Rows, Columns, PredictionKind.Raw),
            custom.Predict(Values, Rows, Columns, PredictionKind.Raw));
    }

    [Fact]
    public void MergeKeepsTheTreesOfBothModels()
    {
        using var data = Data();
        using var first = Trained(data, 4);
        using var second = Trained(data, 6);
        second.Merge(first);
        Assert.Equal(10, second.TreeCount);
    }

    [Fact]
    public void WeightsAndInitialScoresReachTraining()
    {
        using var plain = Data();
        using var weighted = Data().WithWeights([.. Labels.Select(y => 1 + y)]);
        using var started = Data().WithInitialScores([.. Labels.Select(y => y / 2)]);
        Assert.Equal(3, new[] { Predictions(plain)[0], Predictions(weighted)[0], Predictions(started)[0] }.Distinct().Count());
    }

    [Fact]
    public void ImportanceCountsTheSplits()
    {
        using var data = Data();
        using var booster = Trained(data);
        var splits = booster.FeatureImportance(ImportanceKind.Split);
        Assert.Equal(10 * 6, splits.Sum());
        Assert.All(booster.FeatureImportance(ImportanceKind.Gain), gain => Assert.True(gain >= 0));
    }

    [Fact]
    public void FileAndCacheGiveTheModelOfTheMatrix()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (text, cache) = (Path.Combine(folder.FullName, "rows.csv"), Path.Combine(folder.FullName, "rows.bin"));
        File.WriteAllLines(text, Enumerable.Range(0, Rows).Select(r =>
            string.Join(',', Values.Skip(r * Columns).Take(Columns).Prepend(Labels[r]))));
        using var matrix = Data();
        using var file = LightGbmDataset.FromFile(text);
        file.SaveBinary(cache);
        using var binary = LightGbmDataset.FromFile(cache);
        Assert.Equal(Predictions(matrix), Predictions(file));
        Assert.Equal(Predictions(matrix), Predictions(binary));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void RowPredictorAgreesWithTheBatch()
    {
        using var data = Data();
        using var booster = Trained(data);
        using var predictor = new LightGbmRowPredictor(booster, Columns);
        var raw = booster.Predict(Values, Rows, Columns, PredictionKind.Raw);
        Assert.All(Enumerable.Range(0, Rows), r =>
            Assert.Equal(raw[r], predictor.Predict(Values.AsSpan(r * Columns, Columns))[0]));
    }

    [Fact]
    public void CategoriesAreSplitAsSets()
    {
        double[] parity = [.. Enumerable.Range(0, Rows).Select(r => Math.Floor(Values[r * Columns + 2]) % 2)];
        using var data = Data("categorical_feature=2").WithLabels(parity);
        using var booster = new LightGbmBooster(data, "objective=regression min_data_per_group=1 cat_smooth=1");
        booster.Update();
        Assert.DoesNotContain("num_cat=0", booster.Save(), StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsCarryTheLibrarysWords()
    {
        using var data = Data();
        var error = Assert.Throws<LightGbmException>(() => new LightGbmBooster(data, "objective=nonsense"));
        Assert.Contains("nonsense", error.Message, StringComparison.Ordinal);
    }

    static LightGbmDataset Data(string parameters = "", LightGbmDataset? reference = null) =>
        LightGbmDataset.FromRows(Values, Rows, Columns, parameters, reference).WithLabels(Labels);

    static LightGbmBooster Trained(LightGbmDataset data, int iterations = 10) =>
        new LightGbmBooster(data, "objective=binary num_leaves=7 num_threads=1").Update(iterations);

    static double[] Predictions(LightGbmDataset data)
    {
        using var booster = Trained(data);
        return booster.Predict(Values, Rows, Columns, PredictionKind.Raw);
    }

    static uint Noise(int i)
    {
        var x = (uint)i * 0x9E37_79B9;
        x = (x ^ x >> 16) * 0x21F0_AAAD;
        x = (x ^ x >> 15) * 0x735A_2D97;
        return x ^ x >> 15;
    }
}
