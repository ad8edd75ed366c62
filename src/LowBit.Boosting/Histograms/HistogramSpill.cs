using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>Moves a tile's words into the wider words of a leaf's histogram, and clears the tile.</summary>
static unsafe class HistogramSpill
{
    /// <summary>target += 16 + 16-bit words, as 32 + 32-bit words.</summary>
    /// <param name="words">in: [bins]; out: 0.</param>
    /// <param name="bins">Bins.</param>
    /// <param name="target">in, out: [bins].</param>
    public static void AddNarrow(int* words, int bins, long* target)
    {
        int bin = 0;
        for (; bin <= bins - Vector256<int>.Count; bin += Vector256<int>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Load(words + bin));
            (Vector256.Load(target + bin) + Widen(low)).Store(target + bin);
            (Vector256.Load(target + bin + 4) + Widen(high)).Store(target + bin + 4);
            Vector256<int>.Zero.Store(words + bin);
        }
        for (; bin < bins; bin++)
        {
            target[bin] += Widen(words[bin]);
            words[bin] = 0;
        }
    }

    /// <summary>
    /// target = or += tails of 16 + 16-bit words, as 32 + 32-bit words: each bin and all above it. The words are of one run of
    /// rows, so a half holds the sum of any of them.
    /// </summary>
    /// <param name="words">in: [bins]; out: 0.</param>
    /// <param name="bins">Bins.</param>
    /// <param name="isFirst">The target has no sums yet.</param>
    /// <param name="target">in, out: [bins].</param>
    public static void MoveTails(int* words, int bins, bool isFirst, long* target)
    {
        int bin = bins, tail = 0;
        for (; bin % Vector256<int>.Count != 0; words[bin] = 0)
        {
            tail += words[--bin];
            target[bin] = (isFirst ? 0 : target[bin]) + Widen(tail);
        }
        var above = Vector256.Create(tail);
        while ((bin -= Vector256<int>.Count) >= 0)
        {
            var tails = Vector256.Load(words + bin);
            Vector256<int>.Zero.Store(words + bin);
            tails += Vector256.Shuffle(tails, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8));
            tails += Vector256.Shuffle(tails, Vector256.Create(2, 3, 4, 5, 6, 7, 8, 8));
            tails += Vector256.Shuffle(tails, Vector256.Create(4, 5, 6, 7, 8, 8, 8, 8));
            var (low, high) = Vector256.Widen(tails + above);
            above += Vector256.Shuffle(tails, Vector256<int>.Zero);
            (low, high) = (Widen(low), Widen(high));
            if (!isFirst)
            {
                (low, high) = (low + Vector256.Load(target + bin), high + Vector256.Load(target + bin + 4));
            }
            low.Store(target + bin);
            high.Store(target + bin + 4);
        }
    }

    /// <summary>target += words of <see cref="CountedRunSums"/>, as 32 + 32-bit words and counts.</summary>
    /// <param name="words">in: [bins]; out: 0.</param>
    /// <param name="bins">Bins.</param>
    /// <param name="target">in, out: [2 bins] sums, count.</param>
    public static void AddCounted(long* words, int bins, long* target)
    {
        for (int bin = 0; bin < bins; bin++)
        {
            long word = words[bin];
            target[2 * bin] += ((word >> CountedRunSums.GradientShift) << 32)
                + ((word >> CountedRunSums.CountBits) & CountedRunSums.MaxHessian);
            target[2 * bin + 1] += word & CountedRunSums.MaxCount;
            words[bin] = 0;
        }
    }

    /// <summary>target += words of the same width.</summary>
    /// <param name="words">in: [count]; out: 0.</param>
    /// <param name="count">Words.</param>
    /// <param name="target">in, out: [count].</param>
    public static void Add(long* words, int count, long* target)
    {
        int word = 0;
        for (; word <= count - Vector256<long>.Count; word += Vector256<long>.Count)
        {
            (Vector256.Load(target + word) + Vector256.Load(words + word)).Store(target + word);
            Vector256<long>.Zero.Store(words + word);
        }
        for (; word < count; word++)
        {
            target[word] += words[word];
            words[word] = 0;
        }
    }

    /// <summary>target −= smaller: the parent's words become the larger child's.</summary>
    public static void Subtract(long* smaller, int count, long* target)
    {
        int word = 0;
        for (; word <= count - Vector256<long>.Count; word += Vector256<long>.Count)
        {
            (Vector256.Load(target + word) - Vector256.Load(smaller + word)).Store(target + word);
        }
        for (; word < count; word++)
        {
            target[word] -= smaller[word];
        }
    }

    static long Widen(int word) => ((long)(word >> 16) << 32) + (word & 0xFFFF);

    static Vector256<long> Widen(Vector256<long> words) =>
        ((words >> 16) << 32) + (words & Vector256.Create(0xFFFFL));
}
