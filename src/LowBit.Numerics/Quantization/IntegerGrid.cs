namespace LowBit.Numerics;

/// <summary>
/// The levels −<see cref="MaxLevel"/> … +<see cref="MaxLevel"/>: symmetric, so that a value and its negative quantize
/// alike.
/// </summary>
/// <param name="Bits">Bits of a level's code.</param>
/// <param name="MaxLevel">Largest level; the smallest is its negative.</param>
public readonly record struct IntegerGrid(int Bits, int MaxLevel)
{
    /// <summary>
    /// The gradients' grid: ±(2^(bits − 1) − 1), which cuts −max … +max into 2^bits − 2 bins [Shi22].
    /// </summary>
    /// <param name="bits">2 … 8.</param>
    public static IntegerGrid ForGradients(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        return new(bits, (1 << (bits - 1)) - 1);
    }

    /// <summary>Bins between the smallest and the largest level: 2 · <see cref="MaxLevel"/>.</summary>
    public int BinCount => 2 * MaxLevel;

    /// <summary>The distance of two levels where the largest stands for <paramref name="absMax"/>.</summary>
    /// <param name="absMax">Finite, ≥ 0.</param>
    public double ScaleFor(double absMax) => absMax / MaxLevel;
}
