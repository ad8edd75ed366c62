using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>One step of one parameter, as numbers: what all elements have in common.</summary>
/// <remarks>Binary32 operations, each rounded once, in the order written: the same bits on every path.</remarks>
abstract class UpdateRule
{
    /// <summary>Updates elements.</summary>
    /// <param name="parameters">in and out.</param>
    /// <param name="gradients">As many.</param>
    /// <param name="first">in and out: the first moving average, as many; empty where the rule has none.</param>
    /// <param name="second">in and out: the second one.</param>
    /// <param name="path">How to compute them.</param>
    public abstract void Apply(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, KernelPath path);
}
