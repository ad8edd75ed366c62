using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The table of random streams. A word is a function of the seed, the stream, the step and a global index, so streams
/// never touch and nothing depends on who draws first. Numbers are part of the format of a run: never reuse one.
/// </summary>
static class RandomStreams
{
    /// <summary>Rows that bin edges are chosen from; index: global row.</summary>
    public const uint EdgeSample = 1;

    /// <summary>Rounding of gradients; step: tree from the start of the model; index: global row.</summary>
    public const uint GradientRounding = 2;

    /// <summary>Bags; step: first round of the bag; index: global row, for bags of groups that of the group's first row.</summary>
    public const uint Bagging = 3;

    /// <summary>Features of a tree; step: tree; index: feature.</summary>
    public const uint FeaturesOfTree = 4;

    /// <summary>Features of a node; step: tree; index: node · 2³² + feature.</summary>
    public const uint FeaturesOfNode = 5;

    /// <summary>The candidate of extremely randomized trees; step: tree; index: node · 2³² + feature.</summary>
    public const uint ExtraThreshold = 6;

    /// <summary>Folds of a comparison of widths; index: row.</summary>
    public const uint Folds = 20;

    /// <summary>Rounding of gradients when its noise is measured; step: repetition; index: row.</summary>
    public const uint RoundingNoise = 21;

    public static RandomStream Of(long seed, uint stream, int step = 0) => new((ulong)seed, stream, (uint)step);
}
