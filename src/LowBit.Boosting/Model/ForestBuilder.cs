namespace LowBit.Boosting;

/// <summary>Lays out the trees of a model for walking.</summary>
sealed class ForestBuilder
{
    readonly List<ForestNode> _nodes = [default]; // a leaf's children start one node before it
    readonly List<int> _leaves = [0];
    readonly List<uint> _words = [0]; // looked up where a category is in no word
    readonly Dictionary<Slot, int> _slots = [];
    readonly List<int> _children = [];

    /// <summary>Lays out trees that <see cref="TreeCheck"/> has found no fault in.</summary>
    public static Forest Build(IEnumerable<Tree> trees)
    {
        var builder = new ForestBuilder();
        var places = trees.Select(builder.Add).ToArray();
        return new(places, [.. builder._nodes], [.. builder._leaves], [.. builder._words], [.. builder._slots.Keys]);
    }

    /// <summary>Breadth first: a node's children are appended when it is reached, side by side.</summary>
    ForestTree Add(Tree tree)
    {
        var (first, firstWord) = (_nodes.Count, _words.Count);
        _words.AddRange(tree.CategoryBits);
        _children.Clear();
        Append(tree.LeafCount > 1 ? 0 : ~0);
        for (var i = 0; i < _children.Count; i++)
        {
            var child = _children[i];
            if (child < 0)
            {
                _leaves[first + i] = ~child;
                _nodes[first + i] = new() { Threshold = tree.LeafValue[~child], Children = Offset(first + i - 1) };
                continue;
            }
            _nodes[first + i] = Inner(tree, child, firstWord);
            Append(tree.RightChild[child]);
            Append(tree.LeftChild[child]);
        }
        return new(Offset(first), tree.CategoryBoundaries.Length > 1, tree.LinearLeaves);
    }

    void Append(int child)
    {
        _children.Add(child);
        _nodes.Add(default);
        _leaves.Add(0);
    }

    ForestNode Inner(Tree tree, int node, int firstWord)
    {
        var slot = Slot.Of(tree, node);
        if (!_slots.TryGetValue(slot, out var number))
            _slots.Add(slot, number = _slots.Count + 1);
        return new()
        {
            Threshold = slot.IsCategory ? CategorySet(tree, node, firstWord) : tree.Threshold[node],
            Slot = checked((uint)number * TraversalKernel.SlotSize) | (slot.IsCategory ? ForestNode.Category : 0),
            Children = Offset(_nodes.Count), // where they are appended
        };
    }

    static double CategorySet(Tree tree, int node, int firstWord)
    {
        var set = (int)tree.Threshold[node];
        var (start, end) = (tree.CategoryBoundaries[set], tree.CategoryBoundaries[set + 1]);
        return BitConverter.Int64BitsToDouble((long)(firstWord + start) << 32 | (uint)(end - start));
    }

    /// <exception cref="OverflowException">The model has more than 268 million nodes and leaves.</exception>
    static uint Offset(int node) => checked((uint)node * ForestNode.Size);
}
