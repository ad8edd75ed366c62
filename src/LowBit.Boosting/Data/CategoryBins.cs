namespace LowBit.Boosting;

/// <summary>Chooses the categories that get a bin of their own: the most frequent, as LightGBM does.</summary>
static class CategoryBins
{
    /// <summary>Largest category code.</summary>
    public const int MaxCode = 1 << 20;

    /// <summary>Categories of bins 1, 2, …; bin 0 takes missing values and all other categories.</summary>
    /// <param name="counts">Rows of each code, over all ranks.</param>
    /// <param name="maxBin">Bins at most, bin 0 included.</param>
    /// <param name="minDataInBin">Rows below which a category shares bin 0.</param>
    public static int[] Choose(ReadOnlySpan<long> counts, int maxBin, int minDataInBin)
    {
        var codes = new List<int>();
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                codes.Add(code);
            }
        }
        long[] byCode = counts.ToArray();
        codes.Sort((a, b) => byCode[a] != byCode[b] ? byCode[b].CompareTo(byCode[a]) : a.CompareTo(b));
        int kept = 0;
        while (kept < codes.Count && kept + 1 < maxBin && (kept <= 1 || byCode[codes[kept]] >= minDataInBin))
        {
            kept++;
        }
        return [.. codes.Take(kept)];
    }
}
