using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Interop.Tests;

/// <summary>
/// We load what LightGBM trained and LightGBM loads what we write: scores and leaves are equal bit for bit, both ways.
/// </summary>
[Collection(LightGbmAlone.Name)]
public class LightGbmModelTests
{
    const int Ulps = 4;

    public static TheoryData<string> Names => PeerModels.Names;

    public static TheoryData<string> NamesOfSplitTrees => PeerModels.NamesOfSplitTrees;

    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresAndLeavesAreLightGbms(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train(name);
        var ours = BoostedTrees.Parse(theirs.Save());
        CheckEqual(theirs, ours, PeerModels.AwkwardRows(ours));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionsAreLightGbmsWithinAFewUlps(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train(name);
        var ours = BoostedTrees.Parse(theirs.Save());
        double[] rows = PeerModels.AwkwardRows(ours);
        double[] expected = LightGbmSparseRows.Predict(theirs, rows, PeerModels.ColumnCount, PredictionKind.Normal);
        double[] predictions = new double[expected.Length];
        ours.Predict(rows, rows.Length / PeerModels.ColumnCount, predictions);
        Assert.All(expected.Zip(predictions), pair => AssertNear(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LightGbmReadsWhatWeWriteAndWeReadWhatItSavesThen(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var trained = PeerModels.Train(name);
        var ours = BoostedTrees.Parse(trained.Save());
        double[] rows = PeerModels.AwkwardRows(ours);
        using var loaded = LightGbmBooster.Parse(ours.ToText());
        CheckEqual(loaded, ours, rows);
        CheckEqual(loaded, BoostedTrees.Parse(loaded.Save()), rows);
    }

    [Theory]
    [MemberData(nameof(NamesOfSplitTrees))]
    public void NothingIsLostOnTheWayThroughLightGbmAndBack(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var trained = PeerModels.Train(name);
        string text = BoostedTrees.Parse(trained.Save()).ToText();
        using var loaded = LightGbmBooster.Parse(text);
        Assert.Equal(text, BoostedTrees.Parse(loaded.Save()).ToText());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 4)]
    [InlineData(10, 100)]
    [InlineData(2, -1)]
    public void RoundsAreCountedAsLightGbmCountsThem(int first, int count)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train("random forest of three classes");
        var ours = BoostedTrees.Parse(theirs.Save());
        double[] rows = PeerModels.AwkwardRows(ours);
        double[] expected = LightGbmSparseRows.Predict(
            theirs, rows, PeerModels.ColumnCount, PredictionKind.Normal, first, count);
        double[] predictions = new double[expected.Length];
        ours.Predict(rows, rows.Length / PeerModels.ColumnCount, predictions, new(first, count));
        Assert.All(expected.Zip(predictions), pair => AssertNear(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ImportanceIsLightGbms(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train(name);
        using var loaded = LightGbmBooster.Parse(theirs.Save());
        var ours = BoostedTrees.Parse(theirs.Save());
        Assert.Equal(loaded.FeatureImportance(ImportanceKind.Split), ours.FeatureImportance(ImportanceType.Split));
        Assert.All(
            loaded.FeatureImportance(ImportanceKind.Gain).Zip(ours.FeatureImportance(ImportanceType.Gain)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6 * pair.First)); // its reader of short numbers is inexact
    }

    [Fact]
    public void ParametersPassThroughBothReaders()
    {
        LightGbmPeer.SkipIfAbsent();
        using var theirs = PeerModels.Train("linear leaves");
        using var loaded = LightGbmBooster.Parse(BoostedTrees.Parse(theirs.Save()).ToText());
        using var parameters = JsonDocument.Parse(loaded.LoadedParameters);
        Assert.Equal(31, parameters.RootElement.GetProperty("num_leaves").GetInt32());
        Assert.True(parameters.RootElement.GetProperty("linear_tree").GetBoolean());
    }

    [Fact]
    public void LightGbmPassesOverOurSchemaAndCategories()
    {
        LightGbmPeer.SkipIfAbsent();
        using var trained = PeerModels.Train("multiclass");
        var plain = BoostedTrees.Parse(trained.Save());
        var ours = new BoostedTrees(WithSchema(plain.Content));
        using var loaded = LightGbmBooster.Parse(ours.ToText());
        CheckEqual(loaded, plain, PeerModels.AwkwardRows(plain));
        using var bare = LightGbmBooster.Parse(plain.ToText());
        Assert.Equal(bare.LoadedParameters, loaded.LoadedParameters);
        Assert.Equal(plain.ToText(), BoostedTrees.Parse(loaded.Save()).ToText());
    }

    [Fact]
    public void LightGbmReadsAModelWithoutTreesAndWithSchema()
    {
        LightGbmPeer.SkipIfAbsent();
        using var trained = PeerModels.Train("regression");
        var content = BoostedTrees.Parse(trained.Save()).Content with { Trees = [] };
        using var loaded = LightGbmBooster.Parse(new BoostedTrees(WithSchema(content)).ToText());
        Assert.Equal(0, loaded.TreeCount);
        Assert.Equal([0.0], loaded.Predict(new double[PeerModels.ColumnCount], 1, PeerModels.ColumnCount, PredictionKind.Raw));
    }

    [Fact]
    public void LightGbmReadsTheSmallestModel()
    {
        LightGbmPeer.SkipIfAbsent();
        var content = new ModelContent
        {
            FeatureNames = ["x"],
            FeatureInfos = ["none"],
            Trees =
            [
                new() { LeafValue = [0.5] },
                new()
                {
                    SplitFeature = [0],
                    Threshold = [0.25],
                    DecisionType = [0],
                    LeftChild = [~0],
                    RightChild = [~1],
                    LeafValue = [1, 2],
                },
            ],
        };
        using var loaded = LightGbmBooster.Parse(new BoostedTrees(content).ToText());
        Assert.Equal([1.5, 2.5, 1.5], loaded.Predict([0.25, 0.3, double.NaN], 3, 1, PredictionKind.Raw));
    }

    [Fact]
    public void LightGbmTrainsOnFromAFileThatWeSaved()
    {
        LightGbmPeer.SkipIfAbsent();
        using var first = PeerModels.Train("regression");
        string path = Path.GetTempFileName();
        try
        {
            BoostedTrees.Parse(first.Save()).Save(path);
            using var loaded = LightGbmBooster.Load(path);
            using var more = PeerModels.Train("regression_l1");
            more.Merge(loaded);
            double[] rows = PeerModels.Table.Values;
            var both = BoostedTrees.Parse(more.Save());
            Assert.Equal(24, both.IterationCount);
            CheckEqual(more, both, rows);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static ModelContent WithSchema(ModelContent content) => content with
    {
        Schema = new()
        {
            LabelName = "a=b=c",
            ClassNames = ["parser:", "num_class=7", "Tree=0"],
            Columns = [.. content.FeatureNames.Select((name, i) => new ModelColumn(
                $"{name} =\n= Tree=", i == 6 ? ColumnRole.TextFeature : ColumnRole.Feature))],
        },
        PandasCategorical = JsonText.FromLists([["x=y=z", "num_class=7"]]),
    };

    static void CheckEqual(LightGbmBooster theirs, BoostedTrees ours, double[] rows)
    {
        int rowCount = rows.Length / PeerModels.ColumnCount;
        double[] scores = new double[rowCount * ours.OutputCount];
        int[] leaves = new int[rowCount * ours.Trees.Count];
        ours.PredictRaw(rows, rowCount, scores);
        ours.PredictLeaf(rows, rowCount, leaves);
        double[] expected = LightGbmSparseRows.Predict(theirs, rows, PeerModels.ColumnCount, PredictionKind.Raw);
        Assert.Equal(Bits(expected), Bits(scores));
        double[] expectedLeaves = LightGbmSparseRows.Predict(theirs, rows, PeerModels.ColumnCount, PredictionKind.Leaf);
        Assert.Equal(Array.ConvertAll(expectedLeaves, leaf => (int)leaf), leaves);
    }

    static void AssertNear(double expected, double actual)
    {
        double ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        bool isNear = expected.Equals(actual) || Math.Abs(expected - actual) <= Ulps * ulp;
        Assert.True(isNear, $"{actual:R} is not within {Ulps} ulps of {expected:R}");
    }

    static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
