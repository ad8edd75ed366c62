namespace LowBit.Neural;

/// <summary>
/// What of the gradient of a quantized X or W goes on to X or W. In the space that is quantized: behind the transforms of
/// the forward product. Immutable.
/// </summary>
public sealed record Estimator
{
    Estimator()
    {
    }

    /// <summary>All of it.</summary>
    public static Estimator StraightThrough { get; } = new();

    /// <summary>That of elements within the range of their block; saturated ones have none.</summary>
    public static Estimator Clipped { get; } = new() { Kind = EstimatorKind.Clipped };

    /// <summary>
    /// Clipped, and the scale of the tensor is a parameter of the layer, <c>x_step</c> or <c>w_step</c>, with the gradient
    /// Σ ∂L/∂x̂ · (round(x/s) − x/s within the range, else its end) / √(N · largest level), N the elements of W, or of a row
    /// of X [Esser20 §2]. For integers by tensor. A step of 0 is set to 2 · mean |x| / √(largest level) when it is first used.
    /// </summary>
    public static Estimator LearnedStep { get; } = new() { Kind = EstimatorKind.LearnedStep };

    /// <summary>That of elements whose error |x̂ − x| is at most a threshold times their scale [Panferov25 §3.2].</summary>
    /// <param name="threshold">In units of the scale, above 0; ½ for integers: what is not saturated.</param>
    public static Estimator Trust(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        return new() { Kind = EstimatorKind.Trust, Threshold = threshold };
    }

    /// <summary>Threshold of <see cref="Trust"/>; 0 for the others.</summary>
    public double Threshold { get; private init; }

    internal EstimatorKind Kind { get; private init; }
}
