namespace LowBit.Numerics;

/// <summary>An interval of values that contains zero.</summary>
/// <param name="Min">Its lower end, ≤ 0, or NaN.</param>
/// <param name="Max">Its upper end, ≥ 0, or NaN.</param>
public readonly record struct ValueRange(double Min, double Max)
{
    /// <summary>−absMax … absMax.</summary>
    /// <param name="absMax">≥ 0, or NaN.</param>
    public static ValueRange Symmetric(double absMax) => new(-absMax, absMax);

    /// <summary>The largest magnitude in it.</summary>
    public double AbsMax => Math.Max(-Min, Max);

    /// <summary>Max − Min.</summary>
    public double Width => Max - Min;

    /// <summary>Whether both ends are numbers.</summary>
    public bool IsFinite => double.IsFinite(Min) && double.IsFinite(Max);

    /// <summary>The smallest and the largest value of an array, and zero.</summary>
    /// <remarks>
    /// Zero has to be in the range: an affine grid holds it exactly then (padding, ReLU), and its zero point needs no
    /// clamping. Compared as integers of the values' order, so neither order nor path matter. Allocates nothing.
    /// </remarks>
    /// <param name="values">Any; none gives 0 … 0, a NaN gives NaN … NaN, an infinity is an end of the range.</param>
    /// <param name="path">How to compute it.</param>
    public static ValueRange Of(ReadOnlySpan<float> values, KernelPath path) => MinMax.Of(values, path);
}
