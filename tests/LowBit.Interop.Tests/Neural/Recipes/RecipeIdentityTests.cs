using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>With a format that keeps every float, each recipe is an ordinary linear layer: nothing of it stays behind.</summary>
public class RecipeIdentityTests
{
    const double Tolerance = 1e-5;

    public static TheoryData<string> Names => AllRecipes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void RecipeOfAllFloatsIsALinearLayer(string name)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        AssertIsLinear(Lossless(AllRecipes.Named(name).Policy));
    }

    [Fact]
    public void IdentityIsALinearLayer()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        AssertIsLinear(Recipes.Identity.Policy);
    }

    static void AssertIsLinear(GemmPolicy policy)
    {
        using var layer = Layer(policy);
        var (x, c) = (Normal(3, 2, 5, 40) / 8, Normal(4, 2, 5, 6));
        using var reference = torch.nn.Linear(40, 6);
        using (torch.no_grad())
        {
            reference.weight!.copy_(layer.Weight);
            reference.bias!.copy_(layer.Bias!);
        }
        using var xReference = x.clone().requires_grad_();
        using var expected = reference.call(xReference);
        (expected * c).sum().backward();
        Assert.InRange(LargestDifference(layer.call(x), expected), 0, Tolerance);
        var (dX, dW) = Gradients(layer, x, c);
        Assert.InRange(LargestDifference(dX, xReference.grad!), 0, Tolerance);
        Assert.InRange(LargestDifference(dW, reference.weight!.grad!), 0, Tolerance);
        Assert.InRange(LargestDifference(layer.Bias!.grad!, reference.bias!.grad!), 0, Tolerance);
    }

    static GemmPolicy Lossless(GemmPolicy policy) => new()
    {
        XForward = Lossless(policy.XForward),
        WForward = Lossless(policy.WForward),
        GradForInput = Lossless(policy.GradForInput),
        WForInput = Lossless(policy.WForInput),
        GradForWeight = Lossless(policy.GradForWeight),
        XForWeight = Lossless(policy.XForWeight),
    };

    // Scales of affine rules are for integers alone; a binary32 element needs none.
    static Slot Lossless(Slot slot) => slot.Quantizer is not { } quantizer ? slot
        : Slot.Of(quantizer with { Format = FloatFormats.Binary32, Scale = null });
}
