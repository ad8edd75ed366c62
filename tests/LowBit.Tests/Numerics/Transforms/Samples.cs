using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Made-up values.</summary>
static class Samples
{
    /// <summary>Normal values: sums of twelve uniform ones less 6.</summary>
    public static float[] Normal(int count, ulong seed)
    {
        var words = new uint[12 * count];
        new RandomStream(seed, Stream: 77, Step: 0).Fill(0, words, Isa.Best);
        return [.. words.Chunk(12).Select(twelve => (float)(twelve.Sum(word => word / 4294967296.0) - 6))];
    }
}
