namespace LowBit.Boosting;

/// <summary>Collects what a model's nodes ask of each slot, and makes the columns of it.</summary>
static class RankColumns
{
    /// <summary>Bytes a row at most: a group's planes share the second cache with a tree.</summary>
    const int MostPlanes = 4096;

    /// <summary>The columns, or null where a row would take too many bytes.</summary>
    public static Dictionary<Slot, RankColumn>? Of(IReadOnlyList<Tree> trees)
    {
        var thresholds = new Dictionary<Slot, HashSet<double>>();
        var codes = new Dictionary<Slot, HashSet<int>>();
        foreach (var tree in trees)
        {
            for (int node = 0; node < tree.LeafCount - 1; node++)
            {
                var slot = Slot.Of(tree, node);
                if (slot.IsCategory)
                {
                    SetOf(codes, slot).UnionWith(Codes(tree, node));
                }
                else
                {
                    SetOf(thresholds, slot).Add(tree.Threshold[node]);
                }
            }
        }
        bool fits = thresholds.Values.All(values => ThresholdColumn.Fits(values.Count))
            && codes.Values.All(values => CategoryColumn.Fits(values.Count, values.Append(0).Max()));
        return fits ? Create(thresholds, codes) : null;
    }

    /// <summary>The categories that a node sends left.</summary>
    public static IEnumerable<int> Codes(Tree tree, int node)
    {
        int set = (int)tree.Threshold[node], first = tree.CategoryBoundaries[set];
        return Enumerable.Range(0, (tree.CategoryBoundaries[set + 1] - first) * 32)
            .Where(code => (tree.CategoryBits[first + code / 32] >> code % 32 & 1) != 0);
    }

    static Dictionary<Slot, RankColumn>? Create(
        Dictionary<Slot, HashSet<double>> thresholds, Dictionary<Slot, HashSet<int>> codes)
    {
        var columns = new Dictionary<Slot, RankColumn>();
        int planes = 0;
        foreach (var (slot, values) in thresholds)
        {
            Add(slot, new ThresholdColumn(slot, planes, [.. values.Order()]));
        }
        foreach (var (slot, values) in codes)
        {
            Add(slot, new CategoryColumn(slot, planes, [.. values.Order()]));
        }
        return planes <= MostPlanes ? columns : null;

        void Add(Slot slot, RankColumn column)
        {
            columns.Add(slot, column);
            planes += column.PlaneCount;
        }
    }

    static HashSet<T> SetOf<T>(Dictionary<Slot, HashSet<T>> sets, Slot slot)
    {
        if (!sets.TryGetValue(slot, out var set))
        {
            sets.Add(slot, set = []);
        }
        return set;
    }
}
