namespace LowBit.Boosting;

/// <summary>Features whose words are neighbours and that are searched in the same way.</summary>
/// <param name="Features">Ascending.</param>
/// <param name="WithMissing">Those of them that have a bin of missing values.</param>
/// <param name="IsPlain">They are searched together, by <see cref="PlainSplitSearch"/>.</param>
/// <param name="FirstWord">First word of the first feature.</param>
/// <param name="WordCount">Words of all of them.</param>
sealed record SearchRun(int[] Features, int[] WithMissing, bool IsPlain, int FirstWord, int WordCount)
{
    /// <summary>Features as the fewest runs.</summary>
    /// <param name="searched">The features, in the order in which they are searched.</param>
    /// <param name="features">All features.</param>
    /// <param name="layout">Where their words stand.</param>
    public static SearchRun[] Of(IEnumerable<int> searched, Feature[] features, HistogramLayout layout)
    {
        List<List<int>> runs = [];
        foreach (int feature in searched)
        {
            if (runs.Count == 0 || !Follows(feature, runs[^1][^1], layout))
            {
                runs.Add([]);
            }
            runs[^1].Add(feature);
        }
        return [.. runs.Select(run => Of([.. run], features, layout))];
    }

    static bool Follows(int feature, int last, HistogramLayout layout) => feature > last && layout.IsPlain(feature) == layout.IsPlain(last)
        && layout.Offset(feature) == layout.Offset(last) + layout.BinCount(last);

    static SearchRun Of(int[] run, Feature[] features, HistogramLayout layout)
    {
        int first = layout.Offset(run[0]), end = layout.Offset(run[^1]) + layout.BinCount(run[^1]);
        int[] withMissing = [.. run.Where(feature => features[feature].Bins.MissingBin >= 0)];
        return new(run, withMissing, layout.IsPlain(run[0]), first * layout.WordsPerBin, (end - first) * layout.WordsPerBin);
    }
}
