using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>Puts items in the order of their keys, equal keys in the order they have.</summary>
static class KeyOrder
{
    /// <summary>
    /// An item's place is the number of items before it: n² comparisons, four at a time and without a branch. For the few
    /// hundred categories of a feature.
    /// </summary>
    /// <param name="keys">[n] no NaN.</param>
    /// <param name="items">[n …].</param>
    /// <param name="sorted">out: [n …].</param>
    public static void Sort(ReadOnlySpan<double> keys, ReadOnlySpan<int> items, Span<int> sorted)
    {
        int lanes = Vector256<double>.Count;
        for (int begin = 0; begin < keys.Length && keys.Length >= lanes; begin += lanes)
        {
            begin = Math.Min(begin, keys.Length - lanes); // the last vector has some items a second time
            var ranks = Ranks(keys, begin);
            for (int lane = 0; lane < lanes; lane++)
            {
                sorted[(int)ranks[lane]] = items[begin + lane];
            }
        }
        for (int item = 0; item < keys.Length && keys.Length < lanes; item++)
        {
            sorted[Rank(keys, item)] = items[item];
        }
    }

    // compiled ahead it takes five times as long; compiled at its first call it is in full
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Vector256<long> Ranks(ReadOnlySpan<double> keys, int begin)
    {
        int end = begin + Vector256<double>.Count;
        var own = Vector256.Create(keys[begin..end]);
        var before = Vector256<long>.Zero;
        foreach (double key in keys[..begin])
        {
            before -= Vector256.LessThanOrEqual(Vector256.Create(key), own).AsInt64();
        }
        foreach (double key in keys[end..])
        {
            before -= Vector256.LessThan(Vector256.Create(key), own).AsInt64();
        }
        for (int i = begin; i < end; i++)
        {
            var key = Vector256.Create(keys[i]);
            var isLater = Vector256.GreaterThan(Vector256<long>.Indices, Vector256.Create((long)i - begin)).AsDouble();
            before -= (Vector256.LessThan(key, own) | (Vector256.Equals(key, own) & isLater)).AsInt64();
        }
        return before;
    }

    static int Rank(ReadOnlySpan<double> keys, int item)
    {
        int before = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            before += keys[i] < keys[item] || keys[i] == keys[item] && i < item ? 1 : 0;
        }
        return before;
    }
}
