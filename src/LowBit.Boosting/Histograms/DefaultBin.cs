namespace LowBit.Boosting;

/// <summary>The bin that is not stored: what the leaf's sums leave over. Exact, since all sums are integers.</summary>
static unsafe class DefaultBin
{
    /// <summary>Sets the sums of a feature's default bin.</summary>
    /// <param name="words">in, out: the feature's bins; the default bin's content is not read.</param>
    /// <param name="isWide">Two words a bin.</param>
    /// <param name="binCount">Bins.</param>
    /// <param name="defaultBin">Which bin.</param>
    /// <param name="leaf">Σ over the leaf's rows.</param>
    public static void Fill(long* words, bool isWide, int binCount, int defaultBin, GradientSums leaf)
    {
        if (isWide)
        {
            words[2 * defaultBin] = words[2 * defaultBin + 1] = 0;
            var others = default(GradientSums);
            for (int bin = 0; bin < binCount; bin++)
            {
                others += new GradientSums(words[2 * bin], words[2 * bin + 1]);
            }
            (words[2 * defaultBin], words[2 * defaultBin + 1]) = (leaf.Gradient - others.Gradient, leaf.Hessian - others.Hessian);
            return;
        }
        words[defaultBin] = 0;
        long sum = 0;
        for (int bin = 0; bin < binCount; bin++)
        {
            sum += words[bin];
        }
        words[defaultBin] = HistogramLayout.Pack(leaf) - sum;
    }
}
