namespace LowBit.Numerics;

// Levels of integer quantizers, one byte each: operands of integer products.
public sealed partial record Quantizer
{
    /// <summary>
    /// Whether elements become integers of at most 8 bits times one scale of the tensor, the row or the column: then scales
    /// can be taken out of a product along the axis that they do not divide. No zero points and no transform.
    /// </summary>
    public bool HasByteLevels =>
        Format is IntegerFormat { Bits: <= 8, FractionBits: 0, Kind: not IntegerKind.Unsigned }
        && Scale is not null && !IsAffine && Transform is null && Granularity is PerTensor or PerRow or PerColumn;

    /// <summary>
    /// Levels and scales: element = level · scale of its tensor, row or column, as <c>FakeQuantize</c> gives it. The same
    /// bits on every path and any number of threads.
    /// </summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="rows">Rows, ≥ 0.</param>
    /// <param name="columns">Columns, ≥ 0.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="threads">How many threads share the work, ≥ 1.</param>
    /// <param name="levels">out: [rows × columns] levels; of a block with NaN or ∞: 0.</param>
    /// <param name="scales">out: [1, rows or columns]; NaN for a block with NaN or ∞.</param>
    /// <exception cref="InvalidOperationException">Not <see cref="HasByteLevels"/>.</exception>
    public unsafe void Levels(
        ReadOnlySpan<float> values, int rows, int columns, RandomStream random, ulong firstIndex, KernelPath path, int threads,
        Span<sbyte> levels, Span<float> scales)
    {
        if (!HasByteLevels)
        {
            throw new InvalidOperationException($"{Format} by {Granularity} has no levels of a byte with scales outside.");
        }
        int count = Granularity.On(rows, columns).ElementCount;
        values = values[..count];
        levels = levels[..count];
        if (count == 0)
        {
            return;
        }
        fixed (float* from = values, scale = scales)
        fixed (sbyte* to = levels)
        {
            new LevelCall(this, rows, columns, random, firstIndex, path, from, to, scale).Run(threads);
        }
    }
}
