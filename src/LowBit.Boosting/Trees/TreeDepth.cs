namespace LowBit.Boosting;

/// <summary>How deep a tree is.</summary>
static class TreeDepth
{
    /// <summary>Splits on the longest way from the root to a leaf. Depth costs no stack.</summary>
    public static int Of(Tree tree)
    {
        int largest = 0;
        var pending = new Stack<(int Node, int Depth)>();
        pending.Push((tree.LeafCount > 1 ? 0 : ~0, 0));
        while (pending.TryPop(out var place))
        {
            largest = Math.Max(largest, place.Depth);
            if (place.Node < 0)
            {
                continue;
            }
            pending.Push((tree.LeftChild[place.Node], place.Depth + 1));
            pending.Push((tree.RightChild[place.Node], place.Depth + 1));
        }
        return largest;
    }
}
