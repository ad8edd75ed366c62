namespace LowBit.Boosting;

/// <summary>Histograms of leaves that may still be split; memory is taken when a slot is first used and kept.</summary>
sealed class HistogramPool(int wordCount)
{
    readonly List<NativeBuffer<long>> _slots = [];
    readonly Stack<int> _free = new();

    /// <summary>A slot with undefined content.</summary>
    public int Rent()
    {
        if (_free.TryPop(out int slot))
        {
            return slot;
        }
        _slots.Add(new NativeBuffer<long>(wordCount + PlainSplitScan.Overrun));
        return _slots.Count - 1;
    }

    public void Return(int slot) => _free.Push(slot);

    /// <summary>All slots are free again.</summary>
    public void Reset()
    {
        _free.Clear();
        for (int slot = _slots.Count - 1; slot >= 0; slot--)
        {
            _free.Push(slot);
        }
    }

    public unsafe long* this[int slot] => _slots[slot].Start;
}
