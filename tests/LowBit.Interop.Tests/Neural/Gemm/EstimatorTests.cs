using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>What gradients pass a forward quantizer, beside masks by hand and steps that libtorch differentiates.</summary>
public class EstimatorTests
{
    // Levels −7 … 7 of a step of ¼: what is beyond ±1.75 is saturated.
    static readonly Quantizer Fixed = Quantizers.Integer(4, new PerTensor()) with
    {
        Scale = new(ScaleStatistic.Learned(1.75), ScaleCodec.Float32),
    };

    [Fact]
    public void ClippedElementsHaveNoGradient()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        double scale = Scale();
        AssertMasked(Estimator.Clipped, values => values.abs().le(7 * scale));
    }

    [Fact]
    public void WhatIsFarFromItsNumberHasNoGradient()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        double scale = Scale();
        AssertMasked(Estimator.Trust(0.25), values => (FakeQuantize(values, Fixed) - values).abs().le(0.25 * scale));
    }

    [Fact]
    public void TrustIsOfTheSpaceThatIsQuantized()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        double scale = Scale();
        var policy = new GemmPolicy
        {
            XForward = Slot.Of(Fixed) with { Estimator = Estimator.Trust(0.25) },
            ForwardTransforms = new() { Contracted = new(8) },
        };
        using var layer = Layer(policy);
        var (x, c) = (Normal(3, 20, 40), Normal(4, 20, 6));
        var turned = Hadamard(x);
        var passes = (FakeQuantize(turned, Fixed) - turned).abs().le(0.25 * scale);
        var expected = Hadamard(Hadamard(c.matmul(layer.Weight)).mul(passes));
        Assert.InRange(LargestDifference(expected, Gradients(layer, x, c).DX), 0, 2e-5);
        layer.ThrowIfBackwardFailed();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void LearnedStepHasTheGradientOfItsFormula(int bits)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var slot = Slot.Of(Quantizers.Integer(bits, new PerTensor())) with { Estimator = Estimator.LearnedStep };
        using var layer = Layer(new() { XForward = slot, WForward = slot, XForWeight = Slot.Reuse, WForInput = Slot.Reuse });
        var (x, c) = (Normal(3, 20, 40), Normal(4, 20, 6));
        layer.call(x); // the steps are set
        var (dX, dW) = Gradients(layer, x, c);
        layer.ThrowIfBackwardFailed();
        var steps = layer.named_parameters().Where(p => p.name.EndsWith("_step", StringComparison.Ordinal)).ToDictionary();
        int most = (1 << (bits - 1)) - 1;
        var x1 = x.clone().requires_grad_(true);
        var w1 = layer.Weight.detach().clone().requires_grad_(true);
        var (xStep, wStep) = (Leaf(steps["x_step"]), Leaf(steps["w_step"]));
        Assert.Equal(x.abs().mean().item<float>() * 2 / Math.Sqrt(most), xStep.item<float>(), 1e-5);
        var xq = Learned(x1, xStep, most);
        var wq = Learned(w1, wStep, most);
        (xq.matmul(wq.t()) * c).sum().backward();
        Assert.InRange(LargestDifference(x1.grad!, dX), 0, 2e-5);
        Assert.InRange(LargestDifference(w1.grad!, dW), 0, 2e-5);
        Assert.InRange(LargestDifference(xStep.grad! / Math.Sqrt(40 * most), steps["x_step"].grad!), 0, 1e-3);
        Assert.InRange(LargestDifference(wStep.grad! / Math.Sqrt(240 * most), steps["w_step"].grad!), 0, 1e-3);

        static torch.Tensor Leaf(torch.Tensor step) => step.detach().clone().requires_grad_(true);
    }

    [Fact]
    public void StepsAreLearned()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var slot = Slot.Of(Quantizers.Integer(3, new PerTensor())) with { Estimator = Estimator.LearnedStep };
        using var layer = Layer(new() { XForward = slot, WForward = slot, XForWeight = Slot.Reuse, WForInput = Slot.Reuse });
        var (x, target) = (Normal(3, 64, 40), Normal(4, 64, 6));
        var losses = new List<float>();
        using var optimizer = torch.optim.SGD(layer.parameters(), 0.02);
        float before = float.NaN;
        for (int i = 0; i < 60; i++)
        {
            using var step = torch.NewDisposeScope();
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(layer.call(x), target);
            before = float.IsNaN(before) ? Step() : before;
            loss.backward();
            layer.ThrowIfBackwardFailed();
            optimizer.step();
            losses.Add(loss.item<float>());
        }
        Assert.True(losses[^1] < losses[0] / 2, $"{losses[0]} … {losses[^1]}");
        Assert.NotEqual(before, Step());

        float Step() => layer.get_parameter("w_step")!.item<float>();
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        AssertRefused("GradForInput takes no estimator", new() { GradForInput = Slot.Of(Fixed) with { Estimator = Estimator.Clipped } });
        AssertRefused("XForward takes no estimator", new() { XForward = Slot.HighPrecision with { Estimator = Estimator.Clipped } });
        AssertRefused("A learned step of WForward is for integers by tensor", new()
        {
            WForward = Slot.Of(Quantizers.Integer(4, new PerRow())) with { Estimator = Estimator.LearnedStep },
        });
        var hadamard = Fixed with { Transform = QuantizerTransform.Hadamard(8) };
        AssertRefused(
            "The estimator of XForward needs a quantizer without transform",
            new() { XForward = Slot.Of(hadamard) with { Estimator = Estimator.Clipped } });
        Assert.Throws<ArgumentOutOfRangeException>(() => Estimator.Trust(0));

        static void AssertRefused(string message, GemmPolicy policy) =>
            Assert.StartsWith(message, Assert.Throws<RecipeException>(policy.Validate).Message, StringComparison.Ordinal);
    }

    static void AssertMasked(Estimator estimator, Func<torch.Tensor, torch.Tensor> passes)
    {
        var slot = Slot.Of(Fixed);
        var policy = new GemmPolicy { XForward = slot, WForward = slot, WForInput = Slot.Reuse, XForWeight = Slot.Reuse };
        using var straight = Layer(policy);
        using var layer = Layer(policy with
        {
            XForward = slot with { Estimator = estimator },
            WForward = slot with { Estimator = estimator },
        });
        var (x, c) = (Normal(3, 20, 40), Normal(4, 20, 6));
        var (dX, dW) = Gradients(straight, x, c);
        var (dXMasked, dWMasked) = Gradients(layer, x, c);
        layer.ThrowIfBackwardFailed();
        var (xPasses, wPasses) = (passes(x), passes(layer.Weight.detach()));
        Assert.InRange(xPasses.to_type(torch.ScalarType.Float32).mean().item<float>(), 0.1, 0.99);
        Assert.Equal(Bits(dX.mul(xPasses)), Bits(dXMasked));
        Assert.Equal(Bits(dW.mul(wPasses)), Bits(dWMasked));
        Assert.Equal(straight.SavedBytes + (20 * 40) + (6 * 40), layer.SavedBytes);
    }

    // The scale that the statistic gives: what the codec makes of it.
    static double Scale()
    {
        var scales = new float[1];
        Fixed.Levels([1f], 1, 1, default, 0, KernelPath.Scalar, 1, new sbyte[1], scales);
        return scales[0];
    }

    // Rounded within the range, straight through; libtorch's own function also passes what only rounds into the range.
    static torch.Tensor Learned(torch.Tensor values, torch.Tensor step, int most)
    {
        var inside = (values / step).clamp(-most, most);
        return (inside + (inside.round() - inside).detach()) * step;
    }

    static torch.Tensor Hadamard(torch.Tensor matrix)
    {
        float[] values = [.. matrix.contiguous().data<float>()];
        WalshHadamard.Apply(values, (int)matrix.shape[1], TransformAxis.Columns, 8, KernelPath.Scalar, values);
        return torch.tensor(values, matrix.shape);
    }
}
