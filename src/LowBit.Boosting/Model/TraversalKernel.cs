using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// Eight walks from a root to a leaf at a time: one tree for eight rows, or eight trees for one row. Each step waits
/// for loads that follow from each other; eight walks side by side wait together. A walk at its leaf stays there.
/// Reads without bounds checks: node and slot numbers are made by <see cref="ForestBuilder"/> from checked trees.
/// </summary>
static class TraversalKernel
{
    public const int Lanes = 8;

    /// <summary>Bytes of a slot of eight rows.</summary>
    public const uint SlotSize = Lanes * sizeof(double);

    /// <summary>Which value of a lane belongs to a slot.</summary>
    public interface ILayout
    {
        /// <summary>Byte offset.</summary>
        /// <param name="slot">Byte offset of the slot among the values of eight rows.</param>
        /// <param name="lane">Number of the lane.</param>
        static abstract nuint Offset(nuint slot, uint lane);
    }

    /// <summary>A row a lane: [slots × 8], slot 0 −∞.</summary>
    public readonly struct EightRows : ILayout
    {
        public static nuint Offset(nuint slot, uint lane) => slot + lane * sizeof(double);
    }

    /// <summary>The same row in each lane: [slots], slot 0 −∞.</summary>
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
        {
            Walk<TLayout, MixedTest>(forest, ref values, ref lanes);
        }
        else
        {
            Walk<TLayout, NumericTest>(forest, ref values, ref lanes);
        }
    }

    static void Walk<TLayout, TTest>(Forest forest, ref double values, ref LaneOffsets lanes)
        where TLayout : struct, ILayout where TTest : struct, ITest
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(forest.Nodes);
        ref uint words = ref MemoryMarshal.GetArrayDataReference(forest.CategoryWords);
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
    static nuint Step<TLayout, TTest>(
        ref ForestNode nodes, ref uint words, ref double values, ref nuint offset, uint lane)
        where TLayout : struct, ILayout where TTest : struct, ITest
    {
        ref var node = ref Unsafe.AddByteOffset(ref nodes, offset);
        double value = Unsafe.AddByteOffset(ref values, TLayout.Offset(TTest.Slot(in node), lane));
        nuint next = node.Children + (TTest.GoesLeft(in node, value, ref words) * ForestNode.Size);
        nuint moved = next ^ offset;
        offset = next;
        return moved;
    }

    /// <summary>Which way a row goes, as a number: a bool would become a jump, half the time guessed wrong.</summary>
    public interface ITest
    {
        static abstract nuint Slot(in ForestNode node);

        /// <summary>1 for left, 0 for right.</summary>
        static abstract nuint GoesLeft(in ForestNode node, double value, ref uint words);
    }

    readonly struct NumericTest : ITest
    {
        public static nuint Slot(in ForestNode node) => node.Slot;

        public static nuint GoesLeft(in ForestNode node, double value, ref uint words) =>
            Unsafe.BitCast<bool, byte>(value <= node.Threshold);
    }

    /// <summary>Here a jump is cheaper than to do both tests at every node and drop one of the results.</summary>
    public readonly struct MixedTest : ITest
    {
        public static nuint Slot(in ForestNode node) => node.Slot & ~ForestNode.Category;

        public static nuint GoesLeft(in ForestNode node, double value, ref uint words)
        {
            if ((node.Slot & ForestNode.Category) == 0)
            {
                return NumericTest.GoesLeft(in node, value, ref words);
            }
            ulong set = BitConverter.DoubleToUInt64Bits(node.Threshold);
            ulong code = BitConverter.DoubleToUInt64Bits(value);
            ulong isInside = Unsafe.BitCast<bool, byte>(code >> 5 < (uint)set);
            ulong word = ((set >> 32) + (code >> 5)) & (0 - isInside); // words[0] where there is nothing to look up
            return (nuint)(Unsafe.Add(ref words, (nuint)word) >> (int)(code & 31) & isInside);
        }
    }
}
