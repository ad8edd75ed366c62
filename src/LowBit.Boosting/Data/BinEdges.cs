namespace LowBit.Boosting;

/// <summary>
/// Upper edges of the bins of a numeric feature: as equal in count as the distinct values allow, zero in a bin of its own,
/// as LightGBM chooses them. A value belongs to the first bin whose edge it does not exceed; the last edge is +∞.
/// </summary>
static class BinEdges
{
    /// <param name="distinct">Distinct sampled values.</param>
    /// <param name="maxBin">Bins at most, ≥ 1.</param>
    /// <param name="minDataInBin">Sampled rows a bin holds at least.</param>
    public static double[] Find(DistinctValues distinct, int maxBin, int minDataInBin)
    {
        int negatives = 0;
        while (negatives < distinct.Length && distinct.Values[negatives] <= ZeroThreshold.Below)
        {
            negatives++;
        }
        int positives = distinct.Length;
        while (positives > negatives && distinct.Values[positives - 1] > ZeroThreshold.Value)
        {
            positives--;
        }
        var below = distinct.Slice(0, negatives);
        var above = distinct.Slice(positives, distinct.Length - positives);
        return Join(below, above, maxBin, minDataInBin);
    }

    /// <summary>
    /// Edges on both sides of zero even where the sample lies on one side: rows outside the sample that do not must not
    /// share the bin of the missing zeros.
    /// </summary>
    /// <inheritdoc cref="Find"/>
    public static double[] FindAroundZero(DistinctValues distinct, int maxBin, int minDataInBin)
    {
        double[] edges = AroundZero(Find(distinct, maxBin, minDataInBin));
        return edges.Length <= maxBin ? edges : AroundZero(Find(distinct, maxBin - 1, minDataInBin));
    }

    static double[] AroundZero(double[] edges) =>
        [.. new SortedSet<double>(edges) { ZeroThreshold.Below, ZeroThreshold.Value }];

    static double[] Join(DistinctValues below, DistinctValues above, int maxBin, int minDataInBin)
    {
        var edges = new List<double>(maxBin);
        int belowCount = below.CountAll(), aboveCount = above.CountAll();
        if (below.Length > 0 && maxBin > 1)
        {
            int share = (int)((double)belowCount / (belowCount + aboveCount) * (maxBin - 1));
            AddEqualCount(below, Math.Max(1, share), belowCount, minDataInBin, edges);
            edges.Add(ZeroThreshold.Below);
        }
        int left = maxBin - 1 - edges.Count;
        if (above.Length > 0 && left > 0)
        {
            edges.Add(ZeroThreshold.Value);
            AddEqualCount(above, left, aboveCount, minDataInBin, edges);
        }
        edges.Add(double.PositiveInfinity);
        return [.. edges];
    }

    /// <summary>Adds the inner edges of at most <paramref name="maxBin"/> bins; the last bin's edge is the caller's.</summary>
    static void AddEqualCount(DistinctValues distinct, int maxBin, int total, int minDataInBin, List<double> edges)
    {
        if (distinct.Length <= maxBin)
        {
            AddBetweenAll(distinct, minDataInBin, edges);
        }
        else
        {
            int bins = minDataInBin > 0 ? Math.Max(1, Math.Min(maxBin, total / minDataInBin)) : maxBin;
            AddBetweenHeaps(distinct, bins, total, edges);
        }
    }

    static void AddBetweenAll(DistinctValues distinct, int minDataInBin, List<double> edges)
    {
        int inBin = 0;
        for (int i = 0; i + 1 < distinct.Length; i++)
        {
            inBin += distinct.Counts[i];
            if (inBin >= minDataInBin && TryAddBetween(distinct.Values[i], distinct.Values[i + 1], edges))
            {
                inBin = 0;
            }
        }
    }

    /// <summary>
    /// Values with at least an average bin's count get a bin of their own; the others fill bins up to the average of
    /// what is left.
    /// </summary>
    static void AddBetweenHeaps(DistinctValues distinct, int maxBin, int total, List<double> edges)
    {
        double heap = (double)total / maxBin;
        int binsLeft = maxBin, rowsLeft = total;
        foreach (int count in distinct.Counts)
        {
            if (count >= heap)
            {
                binsLeft--;
                rowsLeft -= count;
            }
        }
        double size = (double)rowsLeft / binsLeft;
        int bins = 1, inBin = 0;
        for (int i = 0; i + 1 < distinct.Length && bins < maxBin; i++)
        {
            bool isHeap = distinct.Counts[i] >= heap;
            rowsLeft -= isHeap ? 0 : distinct.Counts[i];
            inBin += distinct.Counts[i];
            bool beforeHeap = distinct.Counts[i + 1] >= heap && inBin >= Math.Max(1, size * 0.5);
            if (!isHeap && inBin < size && !beforeHeap)
            {
                continue;
            }
            TryAddBetween(distinct.Values[i], distinct.Values[i + 1], edges);
            bins++;
            inBin = 0;
            if (!isHeap)
            {
                binsLeft--;
                size = (double)rowsLeft / binsLeft;
            }
        }
    }

    static bool TryAddBetween(double low, double high, List<double> edges)
    {
        double edge = Between(low, high);
        if (edges.Count > 0 && edge <= Math.BitIncrement(edges[^1]))
        {
            return false;
        }
        edges.Add(edge);
        return true;
    }

    /// <summary>The midpoint, moved up by one ulp as LightGBM does; finite, so that ±∞ keep their own bins.</summary>
    static double Between(double low, double high)
    {
        double middle = (low + high) / 2;
        if (!double.IsFinite(middle))
        {
            middle = Math.Clamp(low, -double.MaxValue, double.MaxValue) / 2
                + Math.Clamp(high, -double.MaxValue, double.MaxValue) / 2;
        }
        return Math.Min(Math.BitIncrement(middle), double.MaxValue);
    }
}
