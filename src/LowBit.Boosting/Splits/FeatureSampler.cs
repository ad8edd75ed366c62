using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Which features a tree and a node may split on: those with the k smallest random words, so that the choice depends on
/// the seed, the tree and the node alone.
/// </summary>
sealed class FeatureSampler(BoosterOptions options, int featureCount)
{
    readonly bool[] _ofTree = new bool[featureCount];
    readonly (uint Word, int Feature)[] _draws = new (uint, int)[featureCount];
    int _tree;

    long Seed => options.FeatureFractionSeed ?? options.Seed;

    public void StartTree(int tree)
    {
        _tree = tree;
        Array.Fill(_ofTree, true);
        Sample(options.FeatureFraction, RandomStreams.Of(Seed, RandomStreams.FeaturesOfTree, tree), 0, _ofTree);
    }

    /// <summary>All features may be used everywhere.</summary>
    public bool TakesAll => options is { FeatureFraction: >= 1, FeatureFractionByNode: >= 1 };

    /// <summary>Features a node may use.</summary>
    /// <param name="node">A number of the node that is unique in its tree.</param>
    /// <param name="allowed">out: [features].</param>
    public void FeaturesOfNode(int node, bool[] allowed)
    {
        _ofTree.CopyTo(allowed, 0);
        var random = RandomStreams.Of(Seed, RandomStreams.FeaturesOfNode, _tree);
        Sample(options.FeatureFractionByNode, random, (ulong)node << 32, allowed);
    }

    /// <summary>Keeps a fraction of the marked features, at least one.</summary>
    void Sample(double fraction, RandomStream random, ulong firstIndex, bool[] marks)
    {
        if (fraction >= 1)
        {
            return;
        }
        int count = 0;
        for (int feature = 0; feature < marks.Length; feature++)
        {
            if (marks[feature])
            {
                _draws[count++] = (random.Word(firstIndex + (ulong)feature), feature);
                marks[feature] = false;
            }
        }
        Array.Sort(_draws, 0, count);
        int kept = Math.Min(count, Math.Max(1, (int)Math.Floor(count * fraction + 0.5)));
        foreach (var (_, feature) in _draws.AsSpan(0, kept))
        {
            marks[feature] = true;
        }
    }
}
