using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// One step of a walk, 16 bytes: <c>next = Children + (row[Slot] ≤ Threshold ? Size : 0)</c>. The right child and the
/// left one stand side by side, and a leaf leads to itself: its slot is −∞, its threshold is its value and its children
/// start one node before it. So a walk needs no branch.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
struct ForestNode
{
    public const uint Size = 16;

    /// <summary>Set in <see cref="Slot"/> of a node that looks up a category.</summary>
    public const uint Category = 1;

    /// <summary>
    /// Numeric node: rows with at most this go left. Leaf: its value. Category node, as bits: the set's first word in
    /// the high half, its number of words in the low half.
    /// </summary>
    public double Threshold;

    /// <summary>Byte offset of the slot among the values of eight rows.</summary>
    public uint Slot;

    /// <summary>Right child, which the left one follows: its byte offset from the first node.</summary>
    public uint Children;
}
