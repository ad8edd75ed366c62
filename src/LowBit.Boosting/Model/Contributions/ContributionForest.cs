namespace LowBit.Boosting;

/// <summary>A model laid out for contributions.</summary>
/// <param name="Forest">Its trees as prediction has them: nodes and how they decide.</param>
/// <param name="Trees">Its trees in their order.</param>
/// <param name="OutputCount">Trees a round.</param>
sealed record ContributionForest(Forest Forest, ContributionTree[] Trees, int OutputCount)
{
    /// <summary>Doubles that a thread works in: 256 MiB.</summary>
    const long MostScratch = 1 << 25;

    /// <summary>Doubles that the largest tree takes.</summary>
    public int ScratchSize { get; } = Trees.Length == 0 ? 0 : (int)Trees.Max(ContributionScratch.Size);

    /// <summary>Lays out a model.</summary>
    /// <exception cref="BadModelException">Leaves are linear, rows are not counted, or a tree is out of all bounds.</exception>
    public static ContributionForest Build(Forest forest, IReadOnlyList<Tree> trees, int outputCount)
    {
        var points = new Dictionary<int, BranchPoints>();
        var built = new ContributionTree[trees.Count];
        for (int tree = 0; tree < built.Length; tree++)
        {
            var covers = LeafCovers.Of(trees[tree], tree);
            built[tree] = new ContributionTreeBuilder(forest, trees[tree], covers).Build(
                ForestNode.Index(forest.Trees[tree].Root), count => points.TryGetValue(count, out var made)
                    ? made : points[count] = new(count));
            CheckSize(built[tree], tree);
        }
        return new(forest, built, outputCount);
    }

    static void CheckSize(ContributionTree tree, int index)
    {
        if (ContributionScratch.Size(tree) > MostScratch)
        {
            throw new BadModelException($"tree {index} is {tree.Depth} splits deep with up to {2 * tree.PointCount} features"
                + " on a way; contributions would take more than 256 MiB a thread. Train with max_depth or fewer leaves.");
        }
    }
}
