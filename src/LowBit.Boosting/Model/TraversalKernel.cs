using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// Eight walks from a root to a leaf at a time: one tree for eight rows, or eight trees for one row. Each step waits for
/// loads that follow from each other; eight walks side by side wait together. A walk that is at its leaf stays there.
/// Reads without bounds checks: node and slot numbers are made by <see cref="ForestBuilder"/> from checked trees.
/// </summary>
static class TraversalKernel
{
    public const int Lanes = 8;

    /// <summary>Which value of a lane belongs to a slot.</summary>
    public interface ILayout
    {
        /// <summary>Byte offset.</summary>
        /// <param name="slot">Byte offset of the slot among the values of eight rows.</param>
        /// <param name="lane">Number of the lane.</param>
        static abstract nuint Offset(nuint slot, uint lane);
    }

    /// <summary>A row a lane: [slots × 8].</summary>
    public readonly struct EightRows : ILayout
    {
        public static nuint Offset(nuint slot, uint lane) => slot + lane * sizeof(double);
    }

    /// <summary>The same row in each lane: [slots].</summary>
    public readonly struct OneRow : ILayout
    {
        public static nuint Offset(nuint slot, uint lane) => slot / Lanes;
    }

    /// <summary>Walks until all lanes stand at leaves.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="hasCategories">Some node of the trees looks up a category.</param>
    /// <param name="values">The rows, laid out as TLayout says.</param>
    /// <param name="lanes">in: roots, out: leaves; byte offsets of nodes.</param>
    public static void Walk<TLayout>(Forest forest, bool hasCategories, ref double values, ref LaneOffsets lanes)
        where TLayout : struct, ILayout
    {
        if (hasCategories)
            Walk<TLayout, MixedTest>(forest, ref values, ref lanes);
        else
            Walk<TLayout, NumericTest>(forest, ref values, ref lanes);
    }

    static void Walk<TLayout, TTest>(Forest forest, ref double values, ref LaneOffsets lanes)
        where TLayout : struct, ILayout where TTest : struct, ITest
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(forest.Nodes);
        ref var words = ref MemoryMarshal.GetArrayDataReference(forest.CategoryWords);
        var (n0, n1, n2, n3) = (lanes[0], lanes[1], lanes[2], lanes[3]);
        var (n4, n5, n6, n7) = (lanes[4], lanes[5], lanes[6], lanes[7]);
        nuint moved;
        do
        {
            moved = Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n0, 0)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n1, 1)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n2, 2)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n3, 3)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n4, 4)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n5, 5)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n6, 6)
                | Step<TLayout, TTest>(ref nodes, ref words, ref values, ref n7, 7);
        }
        while (moved != 0);
        (lanes[0], lanes[1], lanes[2], lanes[3]) = (n0, n1, n2, n3);
        (lanes[4], lanes[5], lanes[6], lanes[7]) = (n4, n5, n6, n7);
    }

    /// <summary>One step of one lane; 0 when it stands at its leaf already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nuint Step<TLayout, TTest>(ref ForestNode nodes, ref uint words, ref double values, ref nuint offset, uint lane)
        where TLayout : struct, ILayout where TTest : struct, ITest
    {
        ref var node = ref Unsafe.AddByteOffset(ref nodes, offset);
        var value = Unsafe.AddByteOffset(ref values, TLayout.Offset(TTest.Slot(in node), lane));
        // as a byte: a conditional here becomes a jump, which is guessed wrong every other time
        var next = node.Children + ((nuint)Unsafe.BitCast<bool, byte>(TTest.GoesLeft(in node, value, ref words)) * ForestNode.Size);
        var moved = next ^ offset;
        offset = next;
        return moved;
    }

    interface ITest
    {
        static abstract nuint Slot(in ForestNode node);

        static abstract bool GoesLeft(in ForestNode node, double value, ref uint words);
    }

    readonly struct NumericTest : ITest
    {
        public static nuint Slot(in ForestNode node) => node.Slot;

        public static bool GoesLeft(in ForestNode node, double value, ref uint words) => value <= node.Threshold;
    }

    readonly struct MixedTest : ITest
    {
        public static nuint Slot(in ForestNode node) => node.Slot & ~ForestNode.Category;

        public static bool GoesLeft(in ForestNode node, double value, ref uint words) =>
            (node.Slot & ForestNode.Category) != 0 ? Contains(node.Threshold, value, ref words) : value <= node.Threshold;

        /// <summary>A category beyond the set's last word is not in it; no code is −1, which is beyond every word.</summary>
        static bool Contains(double set, double value, ref uint words)
        {
            var bits = BitConverter.DoubleToUInt64Bits(set);
            var code = BitConverter.DoubleToUInt64Bits(value);
            return code >> 5 < (uint)bits && (Unsafe.Add(ref words, (nuint)((bits >> 32) + (code >> 5))) >> (int)(code & 31) & 1) != 0;
        }
    }
}
