using LowBit.Boosting;

namespace LowBit.Tests;

public class TreeConversionTests
{
    static Tree Convert(double shrinkage = 0.5, double bias = 0) =>
        TreeConversion.ToTree(GrownTrees.Tree(), GrownTrees.Features, shrinkage, bias);

    [Fact]
    public void ThresholdsAreEdgesAndFeaturesAreColumns()
    {
        var tree = Convert();
        Assert.Equal([0, 2, 3, 5], tree.SplitFeature);
        Assert.Equal([2.5, -1, double.PositiveInfinity, 0], tree.Threshold);
        Assert.Equal([8f, 4, 2, 1], tree.SplitGain);
        Assert.Equal([2, ~1, ~0, ~3], tree.LeftChild);
        Assert.Equal([1, ~2, 3, ~4], tree.RightChild);
    }

    [Fact]
    public void DecisionTypesTellCategoriesMissingDirectionAndType() =>
        Assert.Equal([0, 4 + 2, 8, 8 + 1], Convert().DecisionType.Select(type => (int)type));

    [Fact]
    public void CategorySetsAreBitsets()
    {
        var tree = Convert();
        Assert.Equal([0, 2], tree.CategoryBoundaries);
        Assert.Equal([1u << 7 | 1u << 31, 1u], tree.CategoryBits);
        Assert.Equal([7, 31, 32], DecisionRule.CategoriesOf(tree, 0));
    }

    [Fact]
    public void EachCategoricalNodeHasItsOwnSet()
    {
        var grown = new GrownTree(4);
        grown.Start(default);
        for (int node = 0; node < 3; node++)
        {
            var split = new Split { Feature = 3, Bin = -1 };
            split.Categories.Add(node + 1);
            grown.Split(node, split, default, default);
        }
        var tree = TreeConversion.ToTree(grown, GrownTrees.Features, 1, 0);
        Assert.Equal([0.0, 1, 2], tree.Threshold);
        Assert.Equal([0, 1, 5, 6], tree.CategoryBoundaries);
        Assert.Equal([7, 100, 31], Enumerable.Range(0, 3).Select(set => DecisionRule.CategoriesOf(tree, set).Single()));
    }

    [Fact]
    public void ATreeWithoutCategoriesHasNoSets()
    {
        var grown = new GrownTree(2);
        grown.Start(default);
        grown.Split(0, default, default, default);
        var tree = TreeConversion.ToTree(grown, GrownTrees.Features, 1, 0);
        Assert.Empty(tree.CategoryBoundaries);
        Assert.Empty(tree.CategoryBits);
    }

    [Fact]
    public void ValuesAreShrunkAndTheBiasIsAddedToAll()
    {
        var tree = Convert(shrinkage: 0.5, bias: 3);
        Assert.Equal([0.1 * 0.5 + 3, 0.2 * 0.5 + 3, 0.3 * 0.5 + 3, 0.4 * 0.5 + 3, 0.5 * 0.5 + 3], tree.LeafValue);
        Assert.Equal([0.05 * 0.5 + 3, 0.2 * 0.5 + 3, 0.1 * 0.5 + 3, 0.4 * 0.5 + 3], tree.InternalValue);
        Assert.Equal(1, tree.Shrinkage);
        Assert.Equal(0.5, Convert().Shrinkage);
    }

    [Fact]
    public void CountsAndWeightsAreThoseOfTheRows()
    {
        var tree = Convert();
        Assert.Equal([1L, 2, 3, 4, 5], tree.LeafRowCount);
        Assert.Equal([2.0, 4, 6, 8, 10], tree.LeafWeight);
        Assert.Equal([5L, 2, 1, 4], tree.InternalRowCount);
        Assert.Equal([10.0, 4, 2, 8], tree.InternalWeight);
    }

    [Theory]
    [InlineData(1e-35, 1, 0, 0), InlineData(-1e-36, 1, 0, 0), InlineData(1e-34, 0.05, 0, 0), InlineData(1e-34, 1, 0, 1e-34)]
    [InlineData(1e-36, 1, 2, 2), InlineData(-2, 1, 2, 0)]
    public void ValuesThatReadersTakeForZeroAreZero(double output, double shrinkage, double bias, double value)
    {
        var grown = new GrownTree(2);
        grown.Start(default);
        grown.Split(0, default, new(0, 0, 0, output, 0), default);
        Assert.Equal(value, TreeConversion.ToTree(grown, GrownTrees.Features, shrinkage, bias).LeafValue[0]);
    }
}
