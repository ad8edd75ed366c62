using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>Convolutions as products, beside libtorch's.</summary>
public class ConvolutionTests
{
    public static TheoryData<long, long, long, long, bool> Windows => new()
    {
        { 1, 0, 1, 1, true }, { 2, 1, 1, 1, false }, { 1, 2, 2, 1, true }, { 2, 1, 1, 2, true }, { 1, 1, 1, 4, false },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void IdentityIsAConvolution(long stride, long padding, long dilation, long groups, bool hasBias)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var conv = torch.nn.Conv2d(4, 8, (3, 2), (stride, 1), (padding, 0), (dilation, 1), groups: groups, bias: hasBias);
        using var model = torch.nn.Sequential(("conv", conv));
        var x = Normal(3, 2, 4, 9, 7).requires_grad_(true);
        var y = model.call(x);
        var c = Normal(4, y.shape);
        (y * c).sum().backward();
        var (dX, dW, dB) = (x.grad!.clone(), conv.weight!.grad!.clone(), conv.bias?.grad?.clone());
        x.grad!.zero_();
        conv.zero_grad();
        Assert.Equal(1, model.ToLowPrecision(Recipes.Identity, Seed).ConvertedCount);
        var own = model.call(x);
        (own * c).sum().backward();
        Assert.InRange(LargestDifference(y, own), 0, 1e-5);
        Assert.InRange(LargestDifference(dX, x.grad!), 0, 2e-5);
        Assert.InRange(LargestDifference(dW, conv.weight!.grad!), 0, 1e-4);
        if (dB is not null)
        {
            Assert.InRange(LargestDifference(dB, conv.bias!.grad!), 0, 1e-4);
        }
        Assert.Equal(Bits(own[0]), Bits(model.call(x[0])));
    }

    [Fact]
    public void SamePaddingIsKnown()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var model = torch.nn.Sequential(("conv", torch.nn.Conv2d(2, 3, 5, padding: Padding.Same)));
        using var even = torch.nn.Sequential(("conv", torch.nn.Conv2d(2, 3, 4, padding: Padding.Same)));
        using var mirror = torch.nn.Sequential(("conv", torch.nn.Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect)));
        var x = Normal(3, 1, 2, 8, 8);
        var y = model.call(x);
        model.ToLowPrecision(Recipes.Identity, Seed);
        Assert.InRange(LargestDifference(y, model.call(x)), 0, 1e-5);
        Assert.Equal("its same padding is wider on one side", even.ToLowPrecision(Recipes.Int8, Seed).Layers.Single().Reason);
        Assert.Equal("it pads by Reflect, not with zeros", mirror.ToLowPrecision(Recipes.Int8, Seed).Layers.Single().Reason);
    }

    [Fact]
    public void SamplesAreImages()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Recipes.StatQuant(3, StatQuantGradient.PerSample).Policy;
        using var layer = new LowPrecisionConv2d(new(Normal(1, 5, 2, 3, 3)), null, new(), policy, Seed, layer: 3);
        using var reference = new LowPrecisionConv2d(
            new(Normal(1, 5, 2, 3, 3)), null, new(), policy with { GradForInput = Slot.HighPrecision }, Seed, layer: 3);
        var x = Normal(3, 4, 2, 6, 6).requires_grad_(true);
        var c = Normal(4, 4, 5, 4, 4);
        c[0].mul_(100);
        (layer.call(x) * c).sum().backward();
        layer.ThrowIfBackwardFailed();
        // By hand: G [images · positions × outputs], 3-bit ranges of whole images.
        var g = c.reshape(4, 5, 16).transpose(1, 2).contiguous();
        var quantizer = Quantizers.Range(3, new PerRow());
        var quantized = FakeQuantize(g.reshape(4, 80), quantizer, new RandomStream(Seed, (3 * 8) + (uint)GemmSlot.GradForInput, 0));
        var x2 = x.detach().clone().requires_grad_(true);
        (reference.call(x2) * quantized.reshape(4, 16, 5).transpose(1, 2).reshape(4, 5, 4, 4)).sum().backward();
        Assert.InRange(LargestDifference(x2.grad!, x.grad!), 0, 1e-3);
    }

    // A scale for each image, not for each position: no scale that a product of integers could take out.
    [Fact]
    public void SamplesOfIntegersShareAScaleToo()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var quantizer = Quantizers.Integer(4, new PerRow());
        var policy = new GemmPolicy { GradForInput = Slot.Of(quantizer) with { IsBySample = true } };
        Assert.False((Recipes.Int8.Policy with { GradForInput = policy.GradForInput }).IsInteger(GemmProduct.InputGradient));
        using var layer = new LowPrecisionLinear(new(Normal(1, 6, 40)), null, policy, Seed, layer: 3);
        var x = Normal(3, 4, 5, 40).requires_grad_(true);
        var c = Normal(4, 4, 5, 6);
        (layer.call(x) * c).sum().backward();
        layer.ThrowIfBackwardFailed();
        var expected = FakeQuantize(c.reshape(4, 30), quantizer).reshape(20, 6).matmul(layer.Weight);
        Assert.InRange(LargestDifference(expected, x.grad!.reshape(20, 40)), 0, 1e-5);
    }

    [Fact]
    public void WrongInputIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = new LowPrecisionConv2d(new(Normal(1, 5, 2, 3, 3)), null, new(), Recipes.Int8.Policy, Seed, layer: 3);
        AssertRefused("the input is [1 × 3 × 6 × 6]; it needs [images × 2 × height × width]", () => layer.call(torch.zeros(1, 3, 6, 6)));
        AssertRefused("the input is [2 × 6]; it needs", () => layer.call(torch.zeros(2, 6)));
        AssertRefused("the input is [1 × 2 × 2 × 6]; the kernel", () => layer.call(torch.zeros(1, 2, 2, 6)));
        AssertRefused("the input is Float64", () => layer.call(torch.zeros(1, 2, 6, 6, torch.ScalarType.Float64)));
        AssertRefused("weight has 2 axes; it needs 4", () => new LowPrecisionConv2d(new(Normal(1, 5, 2)), null, new(), new(), 1, 1));
        Assert.Equal([0, 5, 4, 4], layer.call(torch.zeros(0, 2, 6, 6)).shape);

        static void AssertRefused(string message, Func<object> call) =>
            Assert.StartsWith(message, Assert.Throws<OperandException>(call).Message, StringComparison.Ordinal);
    }
}
