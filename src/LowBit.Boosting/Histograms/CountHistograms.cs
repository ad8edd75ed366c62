namespace LowBit.Boosting;

/// <summary>
/// Rows by bin for the features whose search needs exact counts: categories, and all features under path smoothing. Kept by
/// leaf like gradient histograms, and subtracted like them. Empty where hessian levels count rows.
/// </summary>
sealed unsafe class CountHistograms
{
    readonly Dataset _data;
    readonly HistogramLayout _layout;
    readonly SplitFinder _finder;
    readonly List<NativeBuffer<int>> _slots = [];
    readonly Stack<int> _free = new();
    readonly bool[] _counted;
    bool _isUsed;

    public CountHistograms(Dataset data, HistogramLayout layout, SplitFinder finder)
    {
        (_data, _layout, _finder) = (data, layout, finder);
        _counted = new bool[data.Features.Length];
    }

    /// <summary>All slots are free, for a new tree.</summary>
    public void Reset()
    {
        _isUsed = false;
        for (int feature = 0; feature < _counted.Length; feature++)
        {
            _counted[feature] = _finder.NeedsCounts(feature);
            _isUsed |= _counted[feature];
        }
        _free.Clear();
        for (int slot = _slots.Count - 1; slot >= 0; slot--)
        {
            _free.Push(slot);
        }
    }

    /// <summary>A slot with undefined content; −1 where nothing is counted.</summary>
    public int Rent()
    {
        if (!_isUsed)
        {
            return -1;
        }
        if (_free.TryPop(out int slot))
        {
            return slot;
        }
        _slots.Add(new(_layout.Offsets[^1], clear: true));
        return _slots.Count - 1;
    }

    public void Return(int slot)
    {
        if (slot >= 0)
        {
            _free.Push(slot);
        }
    }

    /// <summary>Counts of a feature [bins], or null where it is not counted.</summary>
    public int* Of(int feature, int slot) => slot >= 0 && _counted[feature] ? _slots[slot].Start + _layout.Offsets[feature] : null;

    /// <summary>Counts the rows of one feature.</summary>
    public void Build(int feature, RowSegment rows, int slot)
    {
        int* counts = Of(feature, slot);
        if (counts != null)
        {
            new Span<int>(counts, _layout.BinCount(feature)).Clear();
            BinCounts.Add(_data.Bins, feature, rows.Rows, rows.Count, counts);
        }
    }

    /// <summary>The parent's counts become the larger child's.</summary>
    public void Subtract(int feature, int smaller, int larger)
    {
        int* from = Of(feature, larger), counts = Of(feature, smaller);
        for (int bin = 0; counts != null && bin < _layout.BinCount(feature); bin++)
        {
            from[bin] -= counts[bin];
        }
    }

    /// <summary>Counts over all ranks.</summary>
    public void AllReduce(int slot)
    {
        if (slot >= 0)
        {
            _finder.AddOverRanks(_slots[slot].Span);
        }
    }
}
