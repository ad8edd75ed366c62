using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public class ModelReaderTests
{
    static readonly string Sized = BoostedTrees.Parse(ModelTexts.Full).ToText();

    [Fact]
    public void EveryFieldIsRead()
    {
        var model = BoostedTrees.Parse(ModelTexts.Full);
        var tree = model.Trees[0];
        Assert.Equal(2, model.IterationCount);
        Assert.Equal(3, model.FeatureCount);
        Assert.Equal(["age", "job", "a=b"], model.FeatureNames);
        Assert.Equal(["[17:90]", "0:3:40", "none"], model.FeatureInfos);
        Assert.Equal([0, 0, 1], model.Content.MonotoneConstraints);
        Assert.Equal("binary sigmoid:1", model.Objective);
        Assert.Equal("[boosting: gbdt]\n[learning_rate: 0.1]", model.Parameters);
        Assert.Equal("{\"className\": \"x\"}", model.Content.Parser);
        Assert.Equal([0, 1], tree.SplitFeature);
        Assert.Equal([12.5f, 3f], tree.SplitGain);
        Assert.Equal([38.5, 0], tree.Threshold);
        Assert.Equal([10, 1], tree.DecisionType);
        Assert.Equal([1, ~0], tree.LeftChild);
        Assert.Equal([~1, ~2], tree.RightChild);
        Assert.Equal([0.25, -0.5, 0.125], tree.LeafValue);
        Assert.Equal([10, 20, 30], tree.LeafWeight);
        Assert.Equal([40, 80, 120], tree.LeafRowCount);
        Assert.Equal([0.1, 0.2], tree.InternalValue);
        Assert.Equal([60, 40], tree.InternalWeight);
        Assert.Equal([240, 160], tree.InternalRowCount);
        Assert.Equal([0, 2], tree.CategoryBoundaries);
        Assert.Equal([8u, 256u], tree.CategoryBits);
        Assert.Equal(0.1, tree.Shrinkage);
        Assert.Equal([0.0625], model.Trees[1].LeafValue);
    }

    [Fact]
    public void SchemaAndCategoriesAreRead()
    {
        var model = BoostedTrees.Parse(ModelTexts.Full);
        Assert.Equal("income", model.Schema!.LabelName);
        Assert.Equal(["no", "yes = 1"], model.Schema.ClassNames);
        Assert.Equal(
            [new("age in years"), new("job", ColumnRole.TextFeature), new("a=b", ColumnRole.Weight)], model.Schema.Columns);
        Assert.Equal(["clerk", "cook"], Assert.Single(model.Categories));
        Assert.Equal(["clerk", "cook"], model.TextCategories(1));
        Assert.Null(model.TextCategories(0));
    }

    [Fact]
    public void WhatLightGbmCanDoWithoutMayBeMissing()
    {
        var model = BoostedTrees.Parse(ModelTexts.Minimal);
        double[] score = new double[1];
        model.PredictRaw([0.5], score);
        Assert.Equal([1], score);
        Assert.Null(model.Objective);
        Assert.Null(model.Parameters);
        Assert.Null(model.Schema);
        Assert.Empty(model.Categories);
    }

    [Fact]
    public void LinearLeavesAreRead()
    {
        string text = ModelTexts.Minimal.Replace(
            "leaf_value=1 2",
            "is_linear=1\nleaf_const=0.5 -1\nnum_features=2 0\nleaf_features=0 0  \nleaf_coeff=2 0.25  \nleaf_value=1 2",
            StringComparison.Ordinal);
        var leaves = BoostedTrees.Parse(text).Trees[0].LinearLeaves;
        Assert.Equal([0.5, -1], leaves.Select(leaf => leaf.Constant));
        Assert.Equal([0, 0], leaves[0].Features);
        Assert.Equal([2, 0.25], leaves[0].Coefficients);
        Assert.Empty(leaves[1].Features);
    }

    [Fact]
    public void KeysMayStandInAnyOrder()
    {
        string[] blocks = ModelTexts.Minimal.Split("\n\n");
        string[] header = blocks[0].Split('\n'), tree = blocks[1].Split('\n');
        string text = string.Join(
            '\n', [header[0], .. header[1..].Reverse(), "", tree[0], .. tree[1..].Reverse(), "", blocks[2]]);
        Assert.Equal(BoostedTrees.Parse(ModelTexts.Minimal).ToText(), BoostedTrees.Parse(text).ToText());
    }

    [Fact]
    public void UnknownKeysAreIgnored()
    {
        string text = ModelTexts.Minimal.Replace("feature_infos=none", "feature_infos=none\nnew=1 = 2\nword", StringComparison.Ordinal)
            .Replace("num_cat=0", "num_cat=0\nnew=1", StringComparison.Ordinal);
        Assert.Equal(BoostedTrees.Parse(ModelTexts.Minimal).ToText(), BoostedTrees.Parse(text).ToText());
    }

    [Fact]
    public void WindowsLineEndsAreReadWhereNoSizesStand()
    {
        string text = ModelTexts.Full.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(Sized, BoostedTrees.Parse(text).ToText());
    }

    [Fact]
    public void SizesMakeTheLastLineNeedless()
    {
        string text = Sized[..Sized.IndexOf("end of trees", StringComparison.Ordinal)];
        Assert.Equal(2, BoostedTrees.Parse(text).Trees.Count);
    }

    [Fact]
    public void ModelWithoutTreesPredictsZero()
    {
        string text = Sized[..Sized.IndexOf("tree_sizes", StringComparison.Ordinal)] + "tree_sizes=\n\nend of trees\n";
        double[] score = [1];
        BoostedTrees.Parse(text).PredictRaw([1, 2, 3], score);
        Assert.Equal([0], score);
    }

    [Theory]
    [InlineData("tree\n", "Tree\n", "line 1: found \"Tree\"; a model starts with \"tree\"")]
    [InlineData("num_class=1\n", "", "line 1: num_class of the header is missing; 1 to 65536 are allowed")]
    [InlineData("num_class=1", "num_class=0", "line 3: num_class of the header is \"0\"; 1 to 65536 are allowed")]
    [InlineData("label_index=0\n", "", "line 1: label_index of the header is missing; 0 to 2147483647 are allowed")]
    [InlineData("iteration=1", "iteration=3", "line 46: 2 trees are no whole number of rounds of 3; ")]
    [InlineData("feature_names=age ", "feature_names=", "line 8: feature_names of the header holds 2 values; max_feature_idx makes it 3")]
    [InlineData("none\n\n", "none x\n\n", "line 10: feature_infos of the header holds 4 values; max_feature_idx makes it 3")]
    [InlineData("version=v4", "num_class=1", "line 2: num_class of the header stands there again on line 3; delete one of the two")]
    [InlineData("0 0 1\nfeat", "0 x 1\nfeat", "line 9: monotone_constraints of the header has \"x\" where Int32 is expected")]
    [InlineData("0 0 1\nfeat", "0 1\nfeat", "the model text: 2 monotone constraints for 3 features")]
    [InlineData("Tree=1", "Tree=2", "line 33: found \"Tree=2\" in the place of Tree=1")]
    [InlineData("end of trees\n", "", "line 47: \"end of trees\" does not follow 2 trees; the file was cut short or altered")]
    [InlineData("\nend of trees\n", "\nend of trees\nTree=2\n", "line 47: a tree stands behind \"end of trees\", where it would be lost")]
    [InlineData("end of parameters\n", "", "line 52: \"end of parameters\" does not follow; the file was cut short")]
    [InlineData("schema: 1", "schema: 2", "line 58: \"lowbit schema: 2\" is of another version; version 1 can be read")]
    [InlineData("end of lowbit schema\n", "", "line 65: \"\" should be a label, class or column")]
    [InlineData("column: weight", "column: wait", "line 64: \"wait\" is no role of a column; feature, text, weight")]
    [InlineData("column: text \"job\"", "column: text job", "line 63: \"column: text job\" has no JSON string where one is expected")]
    [InlineData("column: text \"job\"\n", "", "the model text: the schema has 2 columns, the model 3 features")]
    [InlineData("column: text", "column: feature", "the model text: pandas_categorical holds 1 lists for 0 text columns")]
    [InlineData("[[\"clerk\"", "[\"clerk\"", "the model text: pandas_categorical is no list of lists of categories")]
    public void WrongFileIsRefusedWithItsLine(string right, string wrong, string message) =>
        CheckRefusal(ModelTexts.Full, right, wrong, message);

    [Theory]
    [InlineData("num_leaves=3\n", "", "line 12: num_leaves of tree 0 is missing; 1 to 2147483647 are allowed")]
    [InlineData("num_leaves=3", "num_leaves=2", "line 21: leaf_value of tree 0 holds 3 values; num_leaves is 2")]
    [InlineData("num_leaves=3", "num_leaves=999999999", "line 21: leaf_value of tree 0 holds 3 values; num_leaves is 999999999")]
    [InlineData("num_cat=1", "num_cat=0", "line 14: num_cat of tree 0 is 0; cat_boundaries holds 2")]
    [InlineData("feature=0 1", "feature=0 3", "line 15: split_feature of tree 0 has 3 at node 1; 0 to 2 are known")]
    [InlineData("feature=0 1", "feature=0 -1", "line 15: split_feature of tree 0 has -1 at node 1; 0 to 2 are known")]
    [InlineData("feature=0 1", "feature=0", "line 15: split_feature of tree 0 holds 1 values; a tree of 3 leaves has 2")]
    [InlineData("threshold=38.5 0", "threshold=nan 0", "line 17: threshold of tree 0 has no number at node 0")]
    [InlineData("threshold=38.5 0", "threshold=38.5 1", "line 17: threshold of tree 0 has 1 at categorical node 1; the tree has 1 sets")]
    [InlineData("threshold=38.5 0", "threshold=38,5 0", "line 17: threshold of tree 0 has \"38,5\" where Double is expected")]
    [InlineData("type=10 1", "type=12 1", "line 18: decision_type of tree 0 has 12 at node 0; 0 to 11 are known")]
    [InlineData("left_child=1 -1", "left_child=0 -1", "line 19: left_child of tree 0 has 0 at node 0; 1 to 1 and −1 to -3 are allowed")]
    [InlineData("left_child=1 -1", "left_child=2 -1", "line 19: left_child of tree 0 has 2 at node 0; ")]
    [InlineData("right_child=-2 -3", "right_child=-2 -4", "line 20: right_child of tree 0 has -4 at node 1; ")]
    [InlineData("right_child=-2 -3", "right_child=-2 -2", "line 20: right_child of tree 0 has -2 at node 1, which has another parent")]
    [InlineData("left_child=1 -1", "left_child=-3 -1", "line 19: left_child of tree 0 and right_child lead to 3 of 5 nodes and leaves")]
    [InlineData("value=0.25", "value=nan", "line 21: leaf_value of tree 0 has a value that is not a number")]
    [InlineData("leaf_count=40 80 120", "leaf_count=40 80", "line 23: leaf_count of tree 0 holds 2 values; a tree of 3 leaves has 3")]
    [InlineData("boundaries=0 2", "boundaries=1 2", "line 27: cat_boundaries of tree 0 has 1 behind 0; it starts at 0 and does not fall")]
    [InlineData("boundaries=0 2", "boundaries=0 -2", "line 27: cat_boundaries of tree 0 has -2 behind 0; it starts at 0 and does not fall")]
    [InlineData("boundaries=0 2", "boundaries=0 3", "line 28: cat_threshold of tree 0 holds 2 words; cat_boundaries ends at 3")]
    [InlineData("is_linear=0", "is_linear=1", "line 12: leaf_const of tree 0 holds 0 values; num_leaves is 3")]
    public void WrongTreeIsRefusedWithItsLine(string right, string wrong, string message) =>
        CheckRefusal(ModelTexts.Full, right, wrong, message);

    [Theory]
    [InlineData("leaf_value=0.0625", "leaf_value=0.062", "tree 1 takes ")]
    [InlineData("\n\n\nend of trees", "\n\n\n\nend of trees", "tree 1 takes ")]
    [InlineData("\n", "\r\n", "tree 0 takes ")]
    [InlineData("tree_sizes=", "tree_sizes=1 ", "tree_sizes of the header lists 3 trees, 2 are there")]
    public void WrongSizesAreRefused(string right, string wrong, string message) => CheckRefusal(Sized, right, wrong, message);

    [Fact]
    public void FileCutAnywhereBeforeItsLastTreeEndsIsRefused()
    {
        int end = Sized.IndexOf("shrinkage=1\n", StringComparison.Ordinal) + "shrinkage=1\n".Length;
        for (int length = 0; length < end; length++)
        {
            Assert.Throws<BadModelException>(() => BoostedTrees.Parse(Sized[..length]));
        }
    }

    [Fact]
    public void TextThatIsNotUtf8IsRefused()
    {
        byte[] text = Encoding.Latin1.GetBytes(ModelTexts.Minimal.Replace("names=x", "names=größe", StringComparison.Ordinal));
        var error = Assert.Throws<BadModelException>(() => BoostedTrees.Parse(text));
        Assert.Equal("the model text line 5: the line is not UTF-8; convert the file to UTF-8", error.Message);
    }

    static void CheckRefusal(string text, string right, string wrong, string message)
    {
        string altered = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(text, altered);
        var error = Assert.Throws<BadModelException>(() => BoostedTrees.Parse(altered));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
