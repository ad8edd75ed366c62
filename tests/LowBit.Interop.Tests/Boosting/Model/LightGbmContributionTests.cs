using LowBit.Boosting;

namespace LowBit.Interop.Tests;

/// <summary>Contributions are LightGBM's, for its models here and for ours there.</summary>
[Collection(LightGbmAlone.Name)]
public class LightGbmContributionTests
{
    const double Tolerance = 1e-9;

    public static TheoryData<string> Names =>
        [.. PeerModels.Names.Select(row => row.Data).Where(name => !name.StartsWith("linear", StringComparison.Ordinal))];

    public static TheoryData<string, string> Trained
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string missing in new[] { "None", "Zero", "NaN" })
            {
                foreach (string objective in new[] { "regression", "poisson", "binary", "multiclass" })
                {
                    cases.Add(objective, missing);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ContributionsOfItsModelsAreLightGbms(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train(name);
        CheckEqual(theirs, BoostedTrees.Parse(theirs.Save()));
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void ContributionsOfOurModelsAreLightGbms(string objective, string missing)
    {
        LightGbmPeer.SkipIfAbsent();
        var data = PeerModels.Table.ToDataset(
            objective, new() { UseMissing = missing != "None", ZeroAsMissing = missing == "Zero" });
        var ours = Booster.Train(data, new()
        {
            Objective = objective,
            NumIterations = 8,
            NumLeaves = 31,
            MinDataInLeaf = 5,
            MinDataPerGroup = 20,
            CatSmooth = 2,
            NumClass = objective == "multiclass" ? 3 : 0,
        });
        using var theirs = LightGbmBooster.Parse(ours.ToText());
        CheckEqual(theirs, ours);
    }

    [Fact]
    public void RoundsAreCountedAsLightGbmCountsThem()
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train("random forest of three classes");
        CheckEqual(theirs, BoostedTrees.Parse(theirs.Save()), firstIteration: 3, iterationCount: 4);
    }

    [Fact]
    public void LinearLeavesAreRefusedOnBothSides()
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train("linear leaves");
        double[] row = PeerModels.Table.Values[..PeerModels.ColumnCount];
        var ours = BoostedTrees.Parse(theirs.Save());
        Assert.Throws<LightGbmException>(() => theirs.Predict(row, 1, PeerModels.ColumnCount, PredictionKind.Contributions));
        Assert.Throws<BadModelException>(() => ours.PredictContributions(row, new double[ours.ContributionCount]));
    }

    [Fact]
    public void LeafWithoutRowsIsNotANumberThereAndWeighsNothingHere()
    {
        LightGbmPeer.SkipIfAbsent();
        const string text = """
            tree
            num_class=1
            label_index=0
            max_feature_idx=1
            feature_names=x y
            feature_infos=[0:1] [0:1]

            Tree=0
            num_leaves=3
            num_cat=0
            split_feature=0 1
            threshold=0.5 0.5
            decision_type=2 2
            left_child=-1 -2
            right_child=1 -3
            leaf_value=1 2 8
            leaf_count=0 3 1
            internal_count=4 4
            shrinkage=1


            end of trees

            """;
        using var theirs = LightGbmBooster.Parse(text);
        Assert.Contains(double.NaN, theirs.Predict([1, 1], 1, 2, PredictionKind.Contributions));
        double[] found = new double[3];
        BoostedTrees.Parse(text).PredictContributions([1, 1], found);
        Assert.Equal([0, 4.5, 3.5], found, (one, other) => Math.Abs(one - other) < 1e-14);
    }

    static void CheckEqual(LightGbmBooster theirs, BoostedTrees ours, int firstIteration = 0, int iterationCount = -1)
    {
        double[] all = PeerModels.AwkwardRows(ours);
        double[] rows = [.. all.Chunk(PeerModels.ColumnCount).Where((_, row) => row % 11 == 0).SelectMany(row => row)];
        double[] expected = LightGbmSparseRows.Predict(
            theirs, rows, PeerModels.ColumnCount, PredictionKind.Contributions, firstIteration, iterationCount);
        double[] found = new double[expected.Length];
        ours.PredictContributions(rows, rows.Length / PeerModels.ColumnCount, found, new(firstIteration, iterationCount));
        foreach (var (one, other) in expected.Chunk(PeerModels.ColumnCount + 1).Zip(found.Chunk(PeerModels.ColumnCount + 1)))
        {
            double sum = one.Sum(Math.Abs);
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, Tolerance * sum));
        }
    }
}
