namespace LowBit.Boosting;

/// <summary>The bin that is not stored: what the leaf's sums leave over. Exact, since all sums are integers.</summary>
static unsafe class DefaultBin
{
    /// <summary>Sets the words of a feature's default bin.</summary>
    /// <param name="words">in, out: the feature's bins; the default bin's content is not read.</param>
    /// <param name="binCount">Bins.</param>
    /// <param name="defaultBin">Which bin.</param>
    /// <param name="leaf">[words of a bin] Σ over the leaf's rows.</param>
    public static void Fill(long* words, int binCount, int defaultBin, ReadOnlySpan<long> leaf)
    {
        int perBin = leaf.Length;
        for (int word = 0; word < perBin; word++)
        {
            words[defaultBin * perBin + word] = 0;
            long sum = 0;
            for (int bin = word; bin < binCount * perBin; bin += perBin)
            {
                sum += words[bin];
            }
            words[defaultBin * perBin + word] = leaf[word] - sum;
        }
    }
}
