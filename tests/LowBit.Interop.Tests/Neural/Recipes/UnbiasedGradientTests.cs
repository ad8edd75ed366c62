using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;

namespace LowBit.Interop.Tests;

/// <summary>
/// Quantized gradients whose mean is the gradient without their quantizers [Chen20, theorem 1], and whose variance falls
/// from PTQ to PSQ to BHQ where one sample has a large gradient.
/// </summary>
public class UnbiasedGradientTests
{
    const double StandardErrors = 4;

    [Theory]
    [InlineData(StatQuantGradient.PerTensor)]
    [InlineData(StatQuantGradient.PerSample)]
    [InlineData(StatQuantGradient.BlockHouseholder)]
    public void MeanOfStatQuantIsTheGradientOfQuantizationAwareTraining(StatQuantGradient gradient)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Recipes.StatQuant(4, gradient).Policy;
        Assert.InRange(GradientDraws.LargestDeviation(policy, WithFloatGradients(policy)), 0, StandardErrors);
        Assert.True(GradientDraws.Variance(policy) > 0);
    }

    [Fact]
    public void MeanOfMxFp4IsTheGradientOfFloatOperands()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Recipes.MxFp4.Policy;
        var mark = WithFloatGradients(policy) with { WForInput = Slot.HighPrecision, XForWeight = Slot.HighPrecision };
        Assert.InRange(GradientDraws.LargestDeviation(policy, mark), 0, StandardErrors);
    }

    // The tests above see a bias where there is one.
    [Fact]
    public void NearestRoundingIsBiased()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Recipes.StatQuant(4, StatQuantGradient.PerTensor).Policy;
        var nearest = policy.GradForInput.Quantizer! with { Rounding = RoundingMode.NearestEven };
        policy = policy with { GradForInput = Slot.Of(nearest) };
        Assert.True(GradientDraws.LargestDeviation(policy, WithFloatGradients(policy)) > 10 * StandardErrors);
    }

    [Fact]
    public void VarianceFallsFromTensorToSampleToHouseholder()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        double[] variances = [.. Enum.GetValues<StatQuantGradient>().Select(Variance)];
        Assert.True(variances[1] < variances[0] / 5, $"{variances[1]} of {variances[0]}");
        Assert.True(variances[2] < variances[1] / 5, $"{variances[2]} of {variances[1]}");

        // ∂W has a quantizer of its own: what the second layer hands down is compared alone.
        static double Variance(StatQuantGradient gradient) => GradientDraws.Variance(
            Recipes.StatQuant(4, gradient).Policy with { GradForWeight = Slot.HighPrecision });
    }

    static GemmPolicy WithFloatGradients(GemmPolicy policy) =>
        policy with { GradForInput = Slot.HighPrecision, GradForWeight = Slot.HighPrecision };
}
