using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Interop.Tests;

/// <summary>The same model loaded on both sides gives the same JSON, field by field.</summary>
[Collection(LightGbmAlone.Name)]
public class LightGbmDumpTests
{
    /// <summary>LightGBM reads these with a fast and inexact reader, so it holds them a few ulps off what the file says.</summary>
    static readonly string[] Inexact = ["internal_value", "internal_weight", "min_value", "max_value"];

    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    public static TheoryData<string> Names => PeerModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void DumpOfItsModelsIsLightGbms(string name)
    {
        LightGbmPeer.SkipIfAbsent();
        using var trained = PeerModels.Train(name);
        string text = trained.Save();
        using var theirs = LightGbmBooster.Parse(text);
        CheckEqual(theirs, BoostedTrees.Parse(text));
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("multiclass")]
    public void DumpOfOurModelsIsLightGbms(string objective)
    {
        LightGbmPeer.SkipIfAbsent();
        var ours = Booster.Train(PeerModels.Table.ToDataset(objective, new() { ZeroAsMissing = objective == "regression" }), new()
        {
            Objective = objective,
            NumIterations = 5,
            MinDataPerGroup = 20,
            CatSmooth = 2,
            NumClass = objective == "multiclass" ? 3 : 0,
        });
        string text = ours.ToText(); // some numbers have six digits there
        using var theirs = LightGbmBooster.Parse(text);
        CheckEqual(theirs, BoostedTrees.Parse(text));
    }

    [Fact]
    public void WhereTheFileSaysNothingLightGbmWritesZeros()
    {
        LightGbmPeer.SkipIfAbsent();
        string text = new BoostedTrees(SmallestModel(leaf: 2)).ToText();
        using var theirs = LightGbmBooster.Parse(text);
        var expected = Members(JsonDocument.Parse(theirs.Dump(), Deep).RootElement);
        var found = Members(JsonDocument.Parse(BoostedTrees.Parse(text).ToJson(), Deep).RootElement);
        Assert.Equal(expected.Keys, found.Keys.Except(["/pandas_categorical"]));
        var different = expected.Where(member => !Equals(member.Value, found[member.Key])).ToList();
        Assert.Equal(
            ["split_gain", "internal_value", "internal_weight", "internal_count", "leaf_weight", "leaf_count"],
            different.Select(member => member.Key.Split('/')[^1]).Distinct());
        Assert.All(different, member => Assert.Equal((0.0, ""), (member.Value, found[member.Key])));
    }

    [Fact]
    public void InfiniteThresholdsAndGainsAreBoundedAsThere()
    {
        LightGbmPeer.SkipIfAbsent();
        var content = SmallestModel(leaf: 2);
        content.Trees[0].Threshold[0] = double.PositiveInfinity;
        string text = new BoostedTrees(content).ToText()
            .Replace("\nthreshold=", "\nsplit_gain=inf\nthreshold=", StringComparison.Ordinal);
        text = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("tree_sizes=", StringComparison.Ordinal)));
        using var theirs = LightGbmBooster.Parse(text);
        var expected = Members(JsonDocument.Parse(theirs.Dump(), Deep).RootElement);
        var found = Members(JsonDocument.Parse(BoostedTrees.Parse(text).ToJson(), Deep).RootElement);
        Assert.All(["split_gain", "threshold"], name =>
            Assert.Equal(expected[$"/tree_info/0/tree_structure/{name}"], found[$"/tree_info/0/tree_structure/{name}"]));
    }

    [Fact]
    public void InfiniteLeafIsNoJsonThere()
    {
        LightGbmPeer.SkipIfAbsent();
        var ours = new BoostedTrees(SmallestModel(leaf: double.PositiveInfinity));
        using var theirs = LightGbmBooster.Parse(ours.ToText());
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(theirs.Dump(), Deep));
        Assert.Throws<BadModelException>(ours.ToJson);
    }

    static ModelContent SmallestModel(double leaf) => new()
    {
        FeatureNames = ["x"],
        FeatureInfos = ["none"],
        Trees =
        [
            new()
            {
                SplitFeature = [0],
                Threshold = [0.25],
                DecisionType = [0],
                LeftChild = [~0],
                RightChild = [~1],
                LeafValue = [1, leaf],
            },
        ],
    };

    static void CheckEqual(LightGbmBooster theirs, BoostedTrees ours)
    {
        var expected = Members(JsonDocument.Parse(theirs.Dump(), Deep).RootElement);
        var found = Members(JsonDocument.Parse(ours.ToJson(), Deep).RootElement);
        Assert.True(found.Remove("/pandas_categorical")); // its Python package adds this one
        Assert.Equal(expected.Keys, found.Keys);
        foreach (var (path, value) in expected)
        {
            if (value is double number && found[path] is double other)
            {
                double tolerance = Inexact.Contains(path.Split('/')[^1]) ? 1e-15 * Math.Abs(number) : 0;
                Assert.True(Math.Abs(number - other) <= tolerance, $"{path}: {other:R} is not {number:R}");
            }
            else
            {
                Assert.Equal(value, found[path]);
            }
        }
    }

    /// <summary>Every value by its path, in the order of the text.</summary>
    static OrderedDictionary<string, object?> Members(JsonElement root)
    {
        var members = new OrderedDictionary<string, object?>();
        Add("", root);
        return members;

        void Add(string path, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    members.Add(path + "{", null);
                    foreach (var member in value.EnumerateObject())
                    {
                        Add($"{path}/{member.Name}", member.Value);
                    }
                    break;
                case JsonValueKind.Array:
                    members.Add(path + "[", value.GetArrayLength());
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Add($"{path}/{index}", item);
                    }
                    break;
                case JsonValueKind.Number:
                    members.Add(path, value.GetDouble());
                    break;
                default:
                    members.Add(path, value.ToString());
                    break;
            }
        }
    }
}
