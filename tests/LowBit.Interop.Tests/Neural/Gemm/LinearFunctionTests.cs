using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>The three products, against quantizers called by hand and libtorch's products.</summary>
public class LinearFunctionTests
{
    // Rows of 40 and of 6: whole and cut groups of 4, in every layout.
    static readonly Quantizer Nearest = Quantizers.Integer(4, new PerGroup(4));
    static readonly Quantizer Stochastic = Nearest with { Rounding = RoundingMode.Stochastic };

    [Fact]
    public void OperandsAreWhatTheQuantizersMakeOfThem()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(new()
        {
            XForward = Slot.Of(Nearest),
            WForward = Slot.Of(Nearest),
            GradForInput = Slot.Of(Stochastic),
            WForInput = Slot.Of(Stochastic),
            GradForWeight = Slot.Of(Stochastic),
            XForWeight = Slot.Of(Stochastic),
        });
        layer.Step = 9;
        var (x, g, w) = (Normal(3, 10, 40), Normal(4, 10, 6), layer.Weight.detach());
        var (dX, dW) = Gradients(layer, x, g);
        using var y = layer.call(x);
        AssertSame(FakeQuantize(x, Nearest).matmul(FakeQuantize(w, Nearest).t()) + layer.Bias!, y);
        AssertSame(Random(g, GemmSlot.GradForInput).matmul(Random(w.t(), GemmSlot.WForInput).t()), dX);
        AssertSame(Random(g.t(), GemmSlot.GradForWeight).matmul(Random(x.t(), GemmSlot.XForWeight).t()), dW);
    }

    [Fact]
    public void ReusedOperandsAreThoseOfTheForwardPass()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(new()
        {
            XForward = Slot.Of(Nearest),
            WForward = Slot.Of(Nearest),
            GradForInput = Slot.Of(Stochastic),
            WForInput = Slot.Reuse,
            GradForWeight = Slot.Reuse,
            XForWeight = Slot.Reuse,
        });
        layer.Step = 9;
        var (x, g) = (Normal(3, 10, 40), Normal(4, 10, 6));
        var (dX, dW) = Gradients(layer, x, g);
        var gHat = Random(g, GemmSlot.GradForInput);
        AssertSame(gHat.matmul(FakeQuantize(layer.Weight.detach(), Nearest)), dX);
        AssertSame(gHat.t().matmul(FakeQuantize(x, Nearest)), dW);
    }

    [Fact]
    public void EachPassOfAStepHasWordsOfItsOwn()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(new() { GradForWeight = Slot.Of(Stochastic) });
        layer.Step = 9;
        var (x, g) = (Normal(3, 10, 40), Normal(4, 10, 6));
        _ = Gradients(layer, x, g);
        var (_, second) = Gradients(layer, x, g);
        AssertSame(Random(g.t(), GemmSlot.GradForWeight, pass: 1).matmul(x), second);
        layer.Step = 9;
        var (_, first) = Gradients(layer, x, g);
        AssertSame(Random(g.t(), GemmSlot.GradForWeight).matmul(x), first);
    }

    [Fact]
    public void EvaluationTakesNoWords()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(new() { GradForWeight = Slot.Of(Stochastic) });
        var (x, g) = (Normal(3, 10, 40), Normal(4, 10, 6));
        var (_, expected) = Gradients(layer, x, g);
        layer.Step = 0;
        using (torch.no_grad())
        {
            _ = layer.call(x);
        }
        AssertSame(expected, Gradients(layer, x, g).DW);
    }

    [Fact]
    public void GradientsThatNobodyNeedsAreNotMade()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        layer.Weight.requires_grad_(false);
        using var x = Normal(3, 10, 40).requires_grad_();
        layer.call(x).sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(layer.Weight.grad);
        Assert.Equal(6, layer.Bias!.grad!.NumberOfElements);
    }

    [Fact]
    public void FailureInBackwardIsThrownAfterwardsAndOnce()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = Layer(Recipes.Int8.Policy);
        using var x = Normal(3, 10, 40).requires_grad_(true);
        using var loss = layer.call(x).sum();
        using (torch.no_grad())
        {
            layer.Weight.add_(1); // what was saved is no longer there: libtorch refuses to hand it out
        }
        loss.backward();
        Assert.Null(layer.Weight.grad);
        var e = Assert.Throws<BackwardException>(() => layer.call(x));
        Assert.Contains("layer 3 ([6 × 40]) failed; its gradients are missing", e.Message, StringComparison.Ordinal);
        Assert.Contains("inplace operation", e.InnerException!.Message, StringComparison.Ordinal);
        layer.call(x).sum().backward();
        Assert.NotNull(layer.Weight.grad);
        layer.ThrowIfBackwardFailed();
    }

    [Fact]
    public void FailureAboveOtherLayersReachesTheModel()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var model = torch.nn.Sequential(("below", torch.nn.Linear(4, 4)), ("above", torch.nn.Linear(4, 2)));
        model.ToLowPrecision(Recipes.Int8, Seed);
        using var loss = model.call(Normal(3, 5, 4)).sum();
        using (torch.no_grad())
        {
            model.parameters().ElementAt(2).add_(1); // the weight above
        }
        loss.backward();
        Assert.Null(model.parameters().First().grad);
        var e = Assert.Throws<BackwardException>(model.ThrowIfBackwardFailed);
        Assert.StartsWith("The backward pass of layer 1 ([2 × 4]) failed", e.Message, StringComparison.Ordinal);
        model.ThrowIfBackwardFailed();
    }

    // Layer 3, step 9: stream 3 · 8 + slot, word of element i of pass p = p · 2³² + i.
    static torch.Tensor Random(torch.Tensor matrix, GemmSlot slot, ulong pass = 0) =>
        FakeQuantize(matrix, Stochastic, new(Seed, 24 + (uint)slot, 9), pass << 32);

    static void AssertSame(torch.Tensor expected, torch.Tensor actual) =>
        Assert.InRange(LargestDifference(expected, actual), 0, 2e-5);
}
