using LowBit.Neural;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>
/// ∂L/∂W of the first of two layers, again and again with other random words. One sample has a gradient that is 100 times as
/// large as the others.
/// </summary>
static class GradientDraws
{
    const int Draws = 400, Samples = 24, Inputs = 12, Hidden = 16, Outputs = 8;
    const double Rounding = 1e-5;

    /// <summary>The largest distance of an element's mean from its mark, in standard errors.</summary>
    /// <param name="policy">What is drawn.</param>
    /// <param name="mark">A policy without randomness that it should have the mean of.</param>
    public static double LargestDeviation(GemmPolicy policy, GemmPolicy mark)
    {
        using var expected = Of(mark, draws: 1).squeeze(0);
        using var draws = Of(policy, Draws);
        var (mean, error) = (draws.mean([0]), draws.std(0) / Math.Sqrt(Draws));
        return ((mean - expected).abs() / (error + (Rounding * expected.abs().max()))).max().item<double>();
    }

    /// <summary>Sum of the elements' variances.</summary>
    public static double Variance(GemmPolicy policy)
    {
        using var draws = Of(policy, Draws);
        return draws.var(0).sum().item<double>();
    }

    // [draws × hidden × inputs]
    static Tensor Of(GemmPolicy policy, int draws)
    {
        using var scope = NewDisposeScope();
        var first = new LowPrecisionLinear(new(Normal(1, Hidden, Inputs)), null, policy, Seed, layer: 0);
        var second = new LowPrecisionLinear(new(Normal(2, Outputs, Hidden)), null, policy, Seed, layer: 1);
        var (x, c) = (Normal(3, Samples, Inputs), Normal(4, Samples, Outputs));
        c[5] *= 100;
        var gradients = new List<Tensor>();
        for (uint step = 0; step < draws; step++)
        {
            (first.Step, second.Step) = (step, step);
            first.zero_grad();
            (second.call(first.call(x).relu()) * c).sum().backward();
            gradients.Add(first.Weight.grad!.to(ScalarType.Float64));
        }
        return stack(gradients).MoveToOuterDisposeScope();
    }
}
