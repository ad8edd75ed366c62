using System.Numerics;

namespace LowBit.Boosting;

/// <summary>The trees of a model laid out for walking: what prediction reads and nothing else.</summary>
/// <param name="Trees">The model's trees in its order.</param>
/// <param name="Nodes">All their nodes; a tree's are level by level.</param>
/// <param name="Leaves">[Nodes] number of the leaf in its tree; 0 for inner nodes.</param>
/// <param name="CategoryWords">All category sets.</param>
/// <param name="Slots">What a row is turned into; slot 0 is −∞ and not among them, so Slots[i] is slot i + 1.</param>
sealed record Forest(ForestTree[] Trees, ForestNode[] Nodes, int[] Leaves, uint[] CategoryWords, Slot[] Slots)
{
    /// <summary>Values a row, slot 0 included.</summary>
    public int SlotCount => Slots.Length + 1;

    /// <summary>Turns a row into what nodes compare.</summary>
    /// <param name="row">[columns].</param>
    /// <param name="stride">Distance of two slots.</param>
    /// <param name="values">out: [slots], slot 0 included.</param>
    public void Read<T>(ReadOnlySpan<T> row, int stride, Span<double> values) where T : unmanaged, INumberBase<T>
    {
        values[0] = Slot.Left;
        var slots = Slots;
        for (int i = 0; i < slots.Length; i++)
        {
            values[(i + 1) * stride] = slots[i].Read(double.CreateTruncating(row[slots[i].Column]));
        }
    }
}
