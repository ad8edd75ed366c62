using System.Text;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Tests;

public class ModelDumpTests
{
    [Fact]
    public void HeaderIsThatOfTheFile()
    {
        var json = Parse(BoostedTrees.Parse(ModelTexts.Full));
        Assert.Equal(
            ["name", "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx", "objective",
                "average_output", "feature_names", "monotone_constraints", "feature_infos", "tree_info", "feature_importances",
                "pandas_categorical"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("tree v4 1 1 0 2 binary sigmoid:1 False", string.Join(' ', json.EnumerateObject().Take(8).Select(member => member.Value)));
        Assert.Equal("""["age","job","a=b"]""", json.GetProperty("feature_names").GetRawText());
        Assert.Equal("[0,0,1]", json.GetProperty("monotone_constraints").GetRawText());
        Assert.Equal(
            """{"age":{"min_value":17,"max_value":90,"values":[]},"job":{"min_value":0,"max_value":40,"values":[0,3,40]}}""",
            json.GetProperty("feature_infos").GetRawText());
        Assert.Equal("""{"age":1,"job":1}""", json.GetProperty("feature_importances").GetRawText());
        Assert.Equal("""[["clerk", "cook"]]""", json.GetProperty("pandas_categorical").GetRawText());
    }

    [Fact]
    public void NodesStandInsideEachOther() => Assert.Equal(
        """
        [{"tree_index":0,"num_leaves":3,"num_cat":1,"shrinkage":0.1,"tree_structure":
        {"split_index":0,"split_feature":0,"split_gain":12.5,"threshold":38.5,"decision_type":"<=","default_left":true,
        "missing_type":"NaN","internal_value":0.1,"internal_weight":60,"internal_count":240,"left_child":
        {"split_index":1,"split_feature":1,"split_gain":3,"threshold":"3||40","decision_type":"==","default_left":false,
        "missing_type":"None","internal_value":0.2,"internal_weight":40,"internal_count":160,"left_child":
        {"leaf_index":0,"leaf_value":0.25,"leaf_weight":10,"leaf_count":40},"right_child":
        {"leaf_index":2,"leaf_value":0.125,"leaf_weight":30,"leaf_count":120}},"right_child":
        {"leaf_index":1,"leaf_value":-0.5,"leaf_weight":20,"leaf_count":80}}},
        {"tree_index":1,"num_leaves":1,"num_cat":0,"shrinkage":1,"tree_structure":{"leaf_value":0.0625,"leaf_count":null}}]
        """.ReplaceLineEndings(""),
        Parse(BoostedTrees.Parse(ModelTexts.Full)).GetProperty("tree_info").GetRawText());

    [Fact]
    public void WhatTheFileDoesNotSayIsNull()
    {
        var json = Parse(BoostedTrees.Parse(ModelTexts.Minimal));
        var root = json.GetProperty("tree_info")[0].GetProperty("tree_structure");
        Assert.False(json.TryGetProperty("objective", out _));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("pandas_categorical").ValueKind);
        Assert.All(["split_gain", "internal_value", "internal_weight", "internal_count"],
            name => Assert.Equal(JsonValueKind.Null, root.GetProperty(name).ValueKind));
        Assert.All(["leaf_weight", "leaf_count"],
            name => Assert.Equal(JsonValueKind.Null, root.GetProperty("left_child").GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NumbersReadBackToTheSameDoubles(bool isLinear)
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 3, rounds: 20, isLinear: isLinear));
        foreach (var (tree, json) in model.Trees.Zip(Parse(model).GetProperty("tree_info").EnumerateArray()))
        {
            CheckNode(tree, tree.LeafCount == 1 ? ~0 : 0, json.GetProperty("tree_structure"));
        }
    }

    [Fact]
    public void InfiniteThresholdsAreTheLargestThatLightGbmWrites()
    {
        var content = RandomModel.Content(seed: 1, rounds: 0) with
        {
            Trees = [RandomModel.Stump(0, double.PositiveInfinity, 1, 2), RandomModel.Stump(0, double.MinValue, 1, 2)],
        };
        Assert.Equal([1e300, -1e300], Parse(new BoostedTrees(content)).GetProperty("tree_info").EnumerateArray()
            .Select(tree => tree.GetProperty("tree_structure").GetProperty("threshold").GetDouble()));
    }

    [Theory]
    [InlineData("inf", 1e38f)]
    [InlineData("-inf", -1e38f)]
    [InlineData("nan", 0)]
    public void InfiniteGainsAreTheLargestThatLightGbmWrites(string gain, double expected)
    {
        var model = BoostedTrees.Parse(ModelTexts.Full.Replace("split_gain=12.5 3", $"split_gain={gain} 3", StringComparison.Ordinal));
        Assert.Equal(expected, Parse(model).GetProperty("tree_info")[0].GetProperty("tree_structure").GetProperty("split_gain").GetDouble());
    }

    [Fact]
    public void InfiniteLeafIsRefused()
    {
        var content = RandomModel.Content(seed: 1, rounds: 0) with { Trees = [RandomModel.Stump(0, 1, 1, double.PositiveInfinity)] };
        var error = Assert.Throws<BadModelException>(() => new BoostedTrees(content).ToJson());
        Assert.Equal("leaf_value of tree 0 has a value that is not finite, and JSON has no word for it; take the model file itself", error.Message);
    }

    [Theory]
    [InlineData("[1:2:3]")]
    [InlineData("[1:x]")]
    [InlineData("red")]
    public void UnknownFeatureInfoIsRefused(string info)
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 1) with { FeatureInfos = [info, .. Enumerable.Repeat("none", 6)] });
        var error = Assert.Throws<BadModelException>(model.ToJson);
        Assert.Equal($"feature_infos has \"{info}\" for f0; a range [min:max], categories joined by \":\" and none are known", error.Message);
    }

    [Fact]
    public void InfiniteRangesAreBounded()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 0) with { FeatureInfos = ["[-inf:inf]", .. Enumerable.Repeat("none", 6)] });
        Assert.Equal("""{"f0":{"min_value":-1E+300,"max_value":1E+300,"values":[]}}""", Parse(model).GetProperty("feature_infos").GetRawText());
    }

    [Fact]
    public void DeepTreeCostsNoStack()
    {
        const int nodes = 100_000;
        var model = new BoostedTrees(ContributionModels.Chain(nodes, features: 3));
        using var stream = new MemoryStream();
        model.WriteJson(stream);
        var reader = new Utf8JsonReader(stream.ToArray(), new() { MaxDepth = nodes + 4 });
        int leaves = 0;
        while (reader.Read())
        {
            leaves += reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("leaf_index") ? 1 : 0;
        }
        Assert.Equal(nodes + 1, leaves);
    }

    [Fact]
    public void StreamHoldsTheSameText()
    {
        var model = BoostedTrees.Parse(ModelTexts.Full.Replace("feature_names=age", "feature_names=größe\"", StringComparison.Ordinal));
        using var stream = new MemoryStream();
        model.WriteJson(stream);
        Assert.Equal(model.ToJson(), Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal("größe\"", Parse(model).GetProperty("feature_names")[0].GetString());
    }

    static void CheckNode(Tree tree, int node, JsonElement json)
    {
        if (node < 0)
        {
            Assert.Equal(tree.LeafValue[~node], json.GetProperty("leaf_value").GetDouble());
            Assert.Equal(tree.LeafRowCount[~node], json.GetProperty("leaf_count").GetInt64());
            Assert.Equal(tree.LinearLeaves.Length > 0 ? tree.LinearLeaves[~node].Constant : 0,
                json.TryGetProperty("leaf_const", out var constant) ? constant.GetDouble() : 0);
            return;
        }
        Assert.Equal(tree.SplitGain[node], (float)json.GetProperty("split_gain").GetDouble());
        if ((tree.DecisionType[node] & 1) == 0)
        {
            Assert.Equal(Math.Clamp(tree.Threshold[node], -1e300, 1e300), json.GetProperty("threshold").GetDouble());
        }
        else
        {
            Assert.Equal(string.Join("||", DecisionRule.CategoriesOf(tree, (int)tree.Threshold[node])), json.GetProperty("threshold").GetString());
        }
        CheckNode(tree, tree.LeftChild[node], json.GetProperty("left_child"));
        CheckNode(tree, tree.RightChild[node], json.GetProperty("right_child"));
    }

    static JsonElement Parse(BoostedTrees model) => JsonDocument.Parse(model.ToJson(), new() { MaxDepth = 1_000 }).RootElement;
}
