using System.Numerics;

namespace LowBit.Numerics;

/// <summary>A block size 2^k, or m 2^k with a size m of <see cref="HadamardMatrix"/>.</summary>
/// <param name="Log">k</param>
/// <param name="Factor">m, or null.</param>
readonly record struct HadamardSize(int Log, HadamardFactor? Factor)
{
    const int Largest = WalshHadamard.LargestSize;

    /// <summary>2^k</summary>
    internal int Power => 1 << Log;

    /// <summary>The whole size.</summary>
    internal int Size => Power * (Factor?.Size ?? 1);

    /// <summary>1/√size, rounded to the nearest float.</summary>
    internal float Scale => (float)(1 / Math.Sqrt(Size));

    /// <summary>Whether there is such a size.</summary>
    internal static bool Exists(int size) => size is >= 1 and <= Largest && (BitOperations.IsPow2(size) || FactorOf(size) != 0);

    internal static HadamardSize Of(int size)
    {
        if (!Exists(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size,
                $"Blocks have 2^k elements, or 2^k times {string.Join(", ", HadamardMatrix.Sizes.ToArray())}, and {Largest} at most. "
                + "Pad with zeros to one of these sizes.");
        }
        int factor = FactorOf(size);
        return factor == 0
            ? new(BitOperations.Log2((uint)size), null)
            : new(BitOperations.Log2((uint)(size / factor)), HadamardFactor.Of(factor));
    }

    // Factors are 4 × odd, so the odd part of a size tells which one it is; 0: none.
    static int FactorOf(int size)
    {
        int zeros = BitOperations.TrailingZeroCount(size);
        int factor = 4 * (size >> zeros);
        return zeros >= 2 && HadamardMatrix.Sizes.Contains(factor) ? factor : 0;
    }
}
