using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>What stays of X for the backward pass, and that the gradients are the same, or those of its codes.</summary>
public class SavedInputTests
{
    [Fact]
    public void OperandGivesTheSameBitsInAQuarterOfTheBytes()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var values = Layer(Recipes.Int8.Policy with { SavedInput = SavedInput.Values });
        using var operand = Layer(Recipes.Int8.Policy);
        var (x, c) = (Normal(3, 64, 40), Normal(4, 64, 6));
        var (dX, dW) = Gradients(values, x, c);
        var (dXOfOperand, dWOfOperand) = Gradients(operand, x, c);
        Assert.Equal(Bits(dX), Bits(dXOfOperand));
        Assert.Equal(Bits(dW), Bits(dWOfOperand));
        Assert.Equal(64 * 40 * 4, values.SavedBytes);
        Assert.Equal((64 * 40) + (40 * 4), operand.SavedBytes);
    }

    [Fact]
    public void CodesStandForX()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var quantizer = Quantizers.Affine(4, new PerRow());
        using var layer = Layer(new() { SavedInput = SavedInput.Codes(quantizer) });
        var (x, c) = (Normal(3, 64, 40), Normal(4, 64, 6));
        var (dX, dW) = Gradients(layer, x, c);
        Assert.InRange(LargestDifference(c.t().matmul(FakeQuantize(x, quantizer)), dW), 0, 1e-5);
        Assert.InRange(LargestDifference(c.matmul(layer.Weight), dX), 0, 1e-5);
        Assert.Equal((64 * 20) + (64 * (4 + 1)), layer.SavedBytes); // codes, scales and zero points
    }

    [Fact]
    public void StochasticCodesAreUnbiased()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var quantizer = Quantizers.Integer(3, new PerRow()) with { Rounding = RoundingMode.Stochastic };
        using var layer = Layer(new() { SavedInput = SavedInput.Codes(quantizer) });
        var (x, c) = (Normal(3, 8, 40), Normal(4, 8, 6));
        var sum = torch.zeros(6, 40);
        for (int i = 0; i < 400; i++)
        {
            sum.add_(Gradients(layer, x, c).DW);
        }
        // A step is at most max|x| / 3, its variance a quarter of its square: 6 standard errors of a sum over 8 samples.
        double error = 6 * Math.Sqrt(8 * 0.25 / 400) * (4.0 / 3) * 3;
        Assert.InRange(LargestDifference(sum / 400, c.t().matmul(x)), 0, error);
    }

    [Fact]
    public void NothingIsKeptWithoutGradients()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        layer.call(Normal(3, 8, 40));
        Assert.NotEqual(0, layer.SavedBytes);
        using (torch.no_grad())
        {
            layer.call(Normal(3, 8, 40));
        }
        Assert.Equal(0, layer.SavedBytes);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var codes = SavedInput.Codes(Quantizers.Integer(8, new PerRow()));
        var e = Assert.Throws<RecipeException>((Recipes.BitNetB158.Policy with { SavedInput = codes }).Validate);
        Assert.StartsWith("X cannot be kept in codes where XForWeight reuses", e.Message, StringComparison.Ordinal);
        codes = SavedInput.Codes(Quantizers.ReflectedRange(4));
        e = Assert.Throws<RecipeException>(new GemmPolicy { SavedInput = codes }.Validate);
        Assert.StartsWith("The quantizer of SavedInput has no codes", e.Message, StringComparison.Ordinal);
    }
}
