namespace LowBit.Tests;

/// <summary>LightGBM's rules for bin edges, said slowly: lists of distinct values that become lists of groups.</summary>
static class BinEdgesReference
{
    const double Zero = 1e-35f;
    static readonly double BelowZero = Math.BitDecrement(-Zero);

    /// <param name="sample">Values without NaN, any order.</param>
    /// <param name="maxBin">Bins at most.</param>
    /// <param name="minDataInBin">Sampled rows a bin holds at least.</param>
    public static double[] Find(double[] sample, int maxBin, int minDataInBin)
    {
        var distinct = Distinct(sample);
        var below = distinct.Where(value => value.Value < -Zero).ToList();
        var above = distinct.Where(value => value.Value > Zero).ToList();
        var edges = new List<double>();
        if (below.Count > 0 && maxBin > 1)
        {
            double share = (double)below.Sum(v => v.Count) / (below.Sum(v => v.Count) + above.Sum(v => v.Count));
            edges.AddRange(InnerEdges(below, Math.Max(1, (int)(share * (maxBin - 1))), minDataInBin));
            edges.Add(Math.BitDecrement(-Zero));
        }
        int left = maxBin - 1 - edges.Count;
        if (above.Count > 0 && left > 0)
        {
            edges.Add(Zero);
            edges.AddRange(InnerEdges(above, left, minDataInBin));
        }
        return [.. edges, double.PositiveInfinity];
    }

    /// <summary>Equal values are one, and so are chains of doubles without another between; the largest stands for all.</summary>
    static List<(double Value, int Count)> Distinct(double[] sample)
    {
        var distinct = new List<(double Value, int Count)>();
        foreach (double value in sample.Order())
        {
            if (distinct.Count > 0 && value <= Math.BitIncrement(distinct[^1].Value))
            {
                distinct[^1] = (value, distinct[^1].Count + 1);
            }
            else
            {
                distinct.Add((value, 1));
            }
        }
        return distinct;
    }

    static IEnumerable<double> InnerEdges(List<(double Value, int Count)> values, int maxBin, int minDataInBin)
    {
        var groups = values.Count <= maxBin
            ? GroupsOfEnough(values, minDataInBin)
            : GroupsOfEqualSize(values, minDataInBin == 0 ? maxBin : Math.Clamp(values.Sum(v => v.Count) / minDataInBin, 1, maxBin));
        return groups.Zip(groups.Skip(1), (low, high) => Middle(low[^1].Value, high[0].Value));
    }

    static List<List<(double Value, int Count)>> GroupsOfEnough(List<(double Value, int Count)> values, int minDataInBin)
    {
        var groups = new List<List<(double Value, int Count)>> { new() };
        foreach (var value in values)
        {
            if (groups[^1].Count > 0 && groups[^1].Sum(v => v.Count) >= minDataInBin)
            {
                groups.Add([]);
            }
            groups[^1].Add(value);
        }
        return groups;
    }

    /// <summary>A value with an average bin's rows or more ends its group; so does the value before it, if half a bin is full.</summary>
    static List<List<(double Value, int Count)>> GroupsOfEqualSize(List<(double Value, int Count)> values, int maxBin)
    {
        double average = values.Sum(v => v.Count) / (double)maxBin;
        bool IsHeap((double Value, int Count) value) => value.Count >= average;
        int binsLeft = maxBin - values.Count(IsHeap);
        double size = values.Where(value => !IsHeap(value)).Sum(v => v.Count) / (double)binsLeft;
        var groups = new List<List<(double Value, int Count)>> { new() };
        for (int i = 0; i < values.Count; i++)
        {
            groups[^1].Add(values[i]);
            int inGroup = groups[^1].Sum(v => v.Count);
            bool isFull = IsHeap(values[i]) || inGroup >= size
                || i + 1 < values.Count && IsHeap(values[i + 1]) && inGroup >= Math.Max(1, size / 2);
            if (!isFull || groups.Count == maxBin || i + 1 == values.Count)
            {
                continue;
            }
            groups.Add([]);
            if (!IsHeap(values[i]))
            {
                binsLeft--;
                size = values.Skip(i + 1).Where(value => !IsHeap(value)).Sum(v => v.Count) / (double)binsLeft;
            }
        }
        return groups;
    }

    static double Middle(double low, double high)
    {
        double sum = low + high;
        double middle = double.IsFinite(sum) ? sum / 2 : Finite(low) / 2 + Finite(high) / 2;
        return Math.Min(Math.BitIncrement(middle), double.MaxValue);
    }

    static double Finite(double value) => Math.Clamp(value, double.MinValue, double.MaxValue);
}
