using LowBit.Boosting;

namespace LowBit.Tests;

public class GrownTreeTests
{
    [Fact]
    public void TheLeftChildKeepsTheNumberOfItsLeafAndTheRightOneGetsTheNext()
    {
        var tree = GrownTrees.Tree();
        Assert.Equal(5, tree.LeafCount);
        Assert.Equal([2, ~1, ~0, ~3], tree.Left[..4]);
        Assert.Equal([1, ~2, 3, ~4], tree.Right[..4]);
        Assert.Equal([0.05, 0.2, 0.1, 0.4], tree.Nodes[..4].Select(node => node.Output));
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], tree.Leaves[..5].Select(leaf => leaf.Output));
    }

    [Fact]
    public void ATreeIsStartedAgainAfterAnother()
    {
        var tree = GrownTrees.Tree();
        tree.Start(new(1, 2, 3, 4, 5));
        Assert.Equal((1, new NodeState(1, 2, 3, 4, 5)), (tree.LeafCount, tree.Leaves[0]));
        Assert.Equal(1, tree.Split(0, default, default, default));
        Assert.Equal((~0, ~1), (tree.Left[0], tree.Right[0]));
    }
}
