using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>The layer: what it takes, what it refuses.</summary>
public class LowPrecisionLinearTests
{
    public static TheoryData<string> Names => AllRecipes.Names;

    [Fact]
    public void LeadingAxesAreKept()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        var x = Normal(3, 2, 5, 40);
        Assert.Equal([2, 5, 6], layer.call(x).shape);
        Assert.Equal([6], layer.call(x[0, 0]).shape);
        Assert.Equal([0, 6], layer.call(torch.zeros(0, 40)).shape);
        Assert.Equal(Bits(layer.call(x.reshape(10, 40))), Bits(layer.call(x)));
        Assert.Equal(Bits(layer.call(x)), Bits(layer.call(x.transpose(0, 1)).transpose(0, 1)));
    }

    [Fact]
    public void EmptyBatchHasZeroGradients()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.StatQuant(5, StatQuantGradient.BlockHouseholder).Policy);
        layer.call(torch.zeros(0, 40)).sum().backward();
        layer.ThrowIfBackwardFailed();
        Assert.Equal(0, layer.Weight.grad!.abs().max().item<float>());
    }

    [Fact]
    public void StateIsThatOfALinear()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        using var linear = torch.nn.Linear(40, 6);
        Assert.Equal(linear.state_dict().Keys.Order(), layer.state_dict().Keys.Order());
        layer.load_state_dict(linear.state_dict());
        Assert.Equal(Bits(linear.weight!), Bits(layer.Weight));
        Assert.Equal(Bits(linear.bias!), Bits(layer.Bias!));
    }

    [Fact]
    public void WrongInputIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        AssertRefused("the input is Float64 on CPU", () => layer.call(torch.zeros(2, 40, torch.ScalarType.Float64)));
        AssertRefused("the input is Float32 on META", () => layer.call(torch.zeros(2, 40, device: torch.META)));
        AssertRefused("the input is [2 × 41]; its last axis needs 40 elements", () => layer.call(torch.zeros(2, 41)));
        AssertRefused("the input is []", () => layer.call(torch.zeros([])));
        AssertRefused("at most 536870911 elements", () => layer.call(torch.zeros(1, 40).expand(13_500_000, 40)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void WhatIsNotFiniteIsRefusedWhereItIsQuantized(float value)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        var x = Normal(3, 10, 40);
        x[7, 30] = value;
        AssertRefused("the input of layer 3 holds a NaN or an infinity", () => layer.call(x));
        using var identity = Layer(new());
        Assert.False(float.IsFinite(identity.call(x)[7, 0].item<float>()));
        using (torch.no_grad())
        {
            layer.Weight[2, 5] = value;
        }
        AssertRefused("weight of layer 3 holds a NaN or an infinity", () => layer.call(Normal(3, 10, 40)));
    }

    [Fact]
    public void GradientsThatAreNotFiniteBecomeNaN()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        var c = Normal(4, 10, 6);
        c[7, 2] = float.PositiveInfinity;
        var (dX, dW) = Gradients(layer, Normal(3, 10, 40), c);
        Assert.Equal(40, dX.isnan().sum().item<long>()); // the row of that sample
        Assert.Equal(40, dW.isnan().sum().item<long>()); // and that output
        layer.ThrowIfBackwardFailed();
    }

    [Fact]
    public void WrongParametersAreRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        AssertRefused("weight is Float64", () => New(torch.zeros(6, 40, torch.ScalarType.Float64), null));
        AssertRefused("weight has 1 axes", () => New(torch.zeros(40), null));
        AssertRefused("bias is [5]", () => New(torch.zeros(6, 40), torch.zeros(5)));
        AssertRefused("weight is [30000 × 30000]; it holds at most 536870911 elements",
            () => New(torch.zeros(1, 1).expand(30000, 30000), null));
    }

    [Fact]
    public void WeightThatBecameDoubleIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        layer.to(torch.ScalarType.Float64);
        AssertRefused("weight is Float64 on CPU", () => layer.call(torch.zeros(2, 40)));
        layer.to(torch.ScalarType.Float32);
        Assert.Equal([2, 6], layer.call(torch.zeros(2, 40)).shape);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientThatIsNotFiniteShowsAndDoesNotFail(string name)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(AllRecipes.Named(name).Policy);
        foreach (float value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            var c = Normal(4, 10, 6);
            c[7, 2] = value;
            var (dX, dW) = Gradients(layer, Normal(3, 10, 40), c);
            layer.ThrowIfBackwardFailed();
            Assert.False(dX[7].isfinite().any().item<bool>());
            Assert.False(dW[2].isfinite().any().item<bool>());
        }
    }

    [Fact]
    public void ShapesThatATransformCannotWorkOnAreRefusedBeforeBackward()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var hadamard = Slot.Of(Quantizers.Integer(4, new PerRow()) with { Transform = QuantizerTransform.Hadamard(8) });
        var e = Assert.Throws<RecipeException>(() => Layer(new() { WForInput = hadamard }));
        Assert.Contains("The quantizer of WForInput cannot work on 40 × 6 elements", e.Message, StringComparison.Ordinal);
        using var layer = Layer(new() { GradForWeight = hadamard });
        layer.call(Normal(3, 16, 40)).sum().backward();
        e = Assert.Throws<RecipeException>(() => layer.call(Normal(3, 10, 40)));
        Assert.Contains("GradForWeight cannot work on 6 × 10", e.Message, StringComparison.Ordinal);
    }

    static LowPrecisionLinear New(torch.Tensor weight, torch.Tensor? bias) =>
        new(new(weight), bias is null ? null : new(bias), new(), Seed, layer: 0);

    static void AssertRefused(string message, Func<object> call) =>
        Assert.Contains(message, Assert.Throws<OperandException>(call).Message, StringComparison.Ordinal);
}
