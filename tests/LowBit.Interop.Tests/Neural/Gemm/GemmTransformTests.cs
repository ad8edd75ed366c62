using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>Hadamard transforms on the axes of products: they cancel, and what lies between them is what is quantized.</summary>
public class GemmTransformTests
{
    static readonly AxisTransform Plain = new(8), Random = new(4) { IsRandomized = true };

    public static TheoryData<string, string, bool> Cells
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var product in Enum.GetValues<GemmProduct>())
            {
                foreach (string axis in (string[])["contracted", "left", "right"])
                {
                    data.Add($"{product}", axis, false);
                    data.Add($"{product}", axis, true);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void TransformsCancel(string product, string axis, bool isRandom)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var transform = isRandom ? Random : Plain;
        var transforms = new ProductTransforms
        {
            Contracted = axis == "contracted" ? transform : null,
            Left = axis == "left" ? transform : null,
            Right = axis == "right" ? transform : null,
        };
        var policy = With(new GemmPolicy(), Enum.Parse<GemmProduct>(product), transforms);
        using var layer = Layer(policy, 16, 40);
        using var reference = Layer(new(), 16, 40);
        var (x, c) = (Normal(3, 24, 40), Normal(4, 24, 16));
        Assert.InRange(LargestDifference(reference.call(x), layer.call(x)), 0, 2e-5);
        var (dX, dW) = Gradients(layer, x, c);
        var (dXReference, dWReference) = Gradients(reference, x, c);
        layer.ThrowIfBackwardFailed();
        Assert.InRange(LargestDifference(dXReference, dX), 0, 2e-5);
        Assert.InRange(LargestDifference(dWReference, dW), 0, 2e-5);
    }

    [Fact]
    public void OperandsAreQuantizedBehindTransforms()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var quantizer = Quantizers.Integer(4, new PerGroup(8));
        var policy = new GemmPolicy
        {
            XForward = Slot.Of(quantizer),
            WForward = Slot.Of(quantizer),
            WForInput = Slot.Reuse,
            XForWeight = Slot.Reuse,
            ForwardTransforms = new() { Contracted = Plain },
        };
        using var layer = Layer(policy, 16, 40);
        var (x, c) = (Normal(3, 24, 40), Normal(4, 24, 16));
        var (xQuantized, wQuantized) = (FakeQuantize(Hadamard(x), quantizer), FakeQuantize(Hadamard(layer.Weight), quantizer));
        Assert.InRange(LargestDifference(xQuantized.matmul(wQuantized.t()) + layer.Bias!, layer.call(x)), 0, 1e-5);
        var (dX, dW) = Gradients(layer, x, c);
        layer.ThrowIfBackwardFailed();
        Assert.InRange(LargestDifference(c.matmul(Hadamard(wQuantized)), dX), 0, 2e-5); // H is its own inverse
        Assert.InRange(LargestDifference(c.t().matmul(Hadamard(xQuantized)), dW), 0, 2e-5);
    }

    [Fact]
    public void BackendsAgreeBehindTransforms()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var transforms = new ProductTransforms { Contracted = Random, Left = Plain, Right = Random };
        var policy = Recipes.Int8.Policy;
        foreach (var product in Enum.GetValues<GemmProduct>())
        {
            policy = With(policy, product, transforms);
        }
        using var native = Layer(policy, 16, 40);
        using var emulated = Layer(policy with { Backend = GemmBackend.Emulated }, 16, 40);
        var (x, c) = (Normal(3, 24, 40), Normal(4, 24, 16));
        Assert.Equal(Bits(emulated.call(x)), Bits(native.call(x)));
        var (dX, dW) = Gradients(native, x, c);
        var (dXEmulated, dWEmulated) = Gradients(emulated, x, c);
        Assert.Equal(Bits(dXEmulated), Bits(dX));
        Assert.Equal(Bits(dWEmulated), Bits(dW));
        native.ThrowIfBackwardFailed();
    }

    [Fact]
    public void SignsAreNewAtEachStepBackwardOnly()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var quantizer = Slot.Of(Quantizers.Integer(3, new PerRow()));
        var transforms = new ProductTransforms { Contracted = Random };
        var policy = new GemmPolicy
        {
            XForward = quantizer,
            GradForInput = quantizer,
            WForInput = quantizer,
            ForwardTransforms = transforms,
            InputGradientTransforms = transforms,
        };
        using var layer = Layer(policy, 16, 40);
        var (x, c) = (Normal(3, 24, 40), Normal(4, 24, 16));
        var (y, first) = (layer.call(x), Gradients(layer, x, c).DX);
        Assert.Equal(Bits(first), Bits(Gradients(layer, x, c).DX));
        layer.Step = 1;
        Assert.Equal(Bits(y), Bits(layer.call(x)));
        Assert.NotEqual(Bits(first), Bits(Gradients(layer, x, c).DX));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        Assert.Throws<RecipeException>(() => new AxisTransform(7));
        var eight = new ProductTransforms { Contracted = Plain };
        AssertRefused("The axis Contracted of the product Forward has 36 elements; Hadamard blocks of 8 do not divide it.",
            () => Layer(new() { ForwardTransforms = eight }, 16, 36));
        AssertRefused("The axis Right of the product WeightGradient has 36 elements",
            () => Layer(new() { WeightGradientTransforms = new() { Right = Plain } }, 16, 36));
        using var layer = Layer(new() { WeightGradientTransforms = eight }, 16, 40);
        AssertRefused("The axis Contracted of the product WeightGradient has 12 elements", () => layer.call(Normal(3, 12, 40)));
        AssertRefused("WForInput cannot reuse where its product has transforms",
            () => Layer(new() { WForInput = Slot.Reuse, InputGradientTransforms = eight }, 16, 40));

        static void AssertRefused(string message, Func<object> call) =>
            Assert.StartsWith(message, Assert.Throws<RecipeException>(call).Message, StringComparison.Ordinal);
    }

    static torch.Tensor Hadamard(torch.Tensor matrix)
    {
        float[] values = [.. matrix.contiguous().data<float>()];
        WalshHadamard.Apply(values, (int)matrix.shape[1], TransformAxis.Columns, 8, KernelPath.Scalar, values);
        return torch.tensor(values, matrix.shape);
    }

    static GemmPolicy With(GemmPolicy policy, GemmProduct product, ProductTransforms transforms) => product switch
    {
        GemmProduct.Forward => policy with { ForwardTransforms = transforms },
        GemmProduct.InputGradient => policy with { InputGradientTransforms = transforms },
        _ => policy with { WeightGradientTransforms = transforms },
    };
}
