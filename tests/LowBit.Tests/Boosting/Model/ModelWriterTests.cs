using LowBit.Boosting;

namespace LowBit.Tests;

public class ModelWriterTests
{
    [Fact]
    public void FileIsWhatLightGbmWrites()
    {
        const string expected = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=0
            feature_names=x
            feature_infos=none
            tree_sizes=146

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=0.5
            decision_type=0
            left_child=-1
            right_child=-2
            leaf_value=1 2
            is_linear=0
            shrinkage=1


            end of trees

            feature_importances:

            """;
        Assert.Equal(expected, BoostedTrees.Parse(ModelTexts.Minimal).ToText());
    }

    [Fact]
    public void EverySectionIsKept()
    {
        string sizes = "tree_sizes=340 140\n", written = BoostedTrees.Parse(ModelTexts.Full).ToText();
        Assert.Equal(ModelTexts.Full, written.Replace(sizes, "", StringComparison.Ordinal));
        Assert.Contains(sizes, written, StringComparison.Ordinal);
    }

    [Fact]
    public void TreesOfEveryKindReadBackAsTheyWere()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var content = RandomModel.Content(seed, rounds: 4, outputs: 1 + seed % 3, isLinear: seed % 2 == 1);
            string text = new BoostedTrees(content).ToText();
            var read = BoostedTrees.Parse(text);
            Assert.Equivalent(content.Trees, read.Trees, strict: true);
            Assert.Equal(text, read.ToText());
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    [InlineData(1.0000000180025095e-35)]
    [InlineData(2.5000000000000004)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NumbersReadBackToTheSameDouble(double value)
    {
        var content = BoostedTrees.Parse(ModelTexts.Minimal).Content;
        var tree = RandomModel.Stump(feature: 0, value, value, 1);
        var read = BoostedTrees.Parse(new BoostedTrees(content with { Trees = [tree] }).ToText()).Trees[0];
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read.Threshold[0]));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read.LeafValue[0]));
    }

    [Fact]
    public void GainsTakeSixDigits()
    {
        string given = "split_gain=1234567.8 3\n", written = "split_gain=1.23457e+06 3\n";
        string text = ModelTexts.Full.Replace("split_gain=12.5 3\n", given, StringComparison.Ordinal)
            .Replace("internal_value=0.1 0.2", "internal_value=0.30000000000000004 0.00001", StringComparison.Ordinal);
        text = BoostedTrees.Parse(text).ToText();
        Assert.Contains(written, text, StringComparison.Ordinal);
        Assert.Contains("internal_value=0.3 1e-05\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "none", "\"a b\" cannot stand among feature names or infos, which are parted by spaces")]
    [InlineData("", "none", "\"\" cannot stand among feature names or infos, which are parted by spaces")]
    [InlineData("x", "[0:1] ", "\"[0:1] \" cannot stand among feature names or infos, which are parted by spaces")]
    public void WhatCouldNotBeReadBackIsRefused(string name, string info, string message)
    {
        var content = BoostedTrees.Parse(ModelTexts.Minimal).Content with { FeatureNames = [name], FeatureInfos = [info] };
        Assert.Equal("the model: " + message, Assert.Throws<BadModelException>(() => new BoostedTrees(content)).Message);
    }

    [Fact]
    public void SectionsThatWouldEndThemselvesAreRefused()
    {
        var content = BoostedTrees.Parse(ModelTexts.Minimal).Content;
        Assert.Throws<BadModelException>(() => new BoostedTrees(content with { Parameters = "[a: 1]\nend of parameters" }));
        Assert.Throws<BadModelException>(() => new BoostedTrees(content with { Parser = "end of parser" }));
        Assert.Throws<BadModelException>(() => new BoostedTrees(content with { Objective = "binary\nsigmoid:1" }));
        Assert.Throws<BadModelException>(() => new BoostedTrees(content with { PandasCategorical = "[]\nx" }));
    }

    [Fact]
    public void SchemaHasNoSecondEqualsSignOnALine()
    {
        var content = BoostedTrees.Parse(ModelTexts.Full).Content;
        content = content with { Schema = content.Schema! with { LabelName = "a=b==c", ClassNames = ["=", "\"ü\" \n😀"] } };
        string text = new BoostedTrees(content).ToText();
        Assert.Equal(content.Schema.ClassNames, BoostedTrees.Parse(text).Schema!.ClassNames);
        var section = text.Split('\n').SkipWhile(line => line != "lowbit schema: 1").TakeWhile(line => line != "parser:");
        Assert.Equal(9, section.Count());
        Assert.All(section, line => Assert.DoesNotContain('=', line));
    }
}
