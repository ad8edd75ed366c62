using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Extremely randomized trees [Geurts06]: one candidate a feature and node, that depends on the seed, the tree, the node and
/// the feature alone.
/// </summary>
sealed class CandidateSampler(BoosterOptions options)
{
    RandomStream _random;

    public void StartTree(int tree) =>
        _random = RandomStreams.Of(options.ExtraSeed ?? options.Seed, RandomStreams.ExtraThreshold, tree);

    public CandidateDraw Draw(int node, int feature) => options.ExtraTrees
        ? CandidateDraw.One(_random.Word(((ulong)node << 32) + (ulong)feature)) : CandidateDraw.All;
}
