using LowBit.Studies;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

public class CharacterModelTests
{
    static readonly CharacterShape Shape = new(11) { Context = 8, Width = 16, LayerCount = 2, HeadCount = 2, Hidden = 20 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LaterCharactersDoNotChangeEarlierPredictions(bool normalizesEach)
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var model = new CharacterModel(Shape with { Norms = normalizesEach ? NormPlacement.BeforeLinear : NormPlacement.BeforeBlock });
        Initialization.Fill(model, 1);
        var (one, other) = (model.call(tensor(new long[] { 1, 2, 3, 4, 5 }).unsqueeze(0)), model.call(tensor(new long[] { 1, 2, 3, 9, 0 }).unsqueeze(0)));
        Assert.Equal([1, 5, 11], one.shape);
        Assert.Equal(0, LargestDifference(one.narrow(1, 0, 3), other.narrow(1, 0, 3)), 1e-6);
        Assert.True(LargestDifference(one.narrow(1, 3, 2), other.narrow(1, 3, 2)) > 0.01);
    }

    [Fact]
    public void NormDividesByTheRootOfTheMeanSquare()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(4);
        float[] result = [.. norm.call(tensor(new float[] { 1, -3, 5, 1 })).data<float>()]; // mean square 9
        Assert.Equal([1 / 3.0, -1, 5 / 3.0, 1 / 3.0], result.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    // The product of two turned vectors depends on the distance of their positions alone.
    [Fact]
    public void RotaryKeepsProductsOfEqualDistance()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var rotary = new Rotary(10, 6);
        var (q, k) = (Normal(1, 1, 6).expand(10, 6), Normal(2, 1, 6).expand(10, 6));
        var products = rotary.call(q).matmul(rotary.call(k).t());
        Assert.Equal(products[3, 1].item<float>(), products[9, 7].item<float>(), 1e-5);
        Assert.Equal(products[0, 0].item<float>(), q[0].dot(k[0]).item<float>(), 1e-5);
        Assert.True(Math.Abs(products[3, 1].item<float>() - products[3, 2].item<float>()) > 1e-3);
    }

    [Fact]
    public void InitializationHasVarianceOneOverFanIn()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = nn.Linear(400, 300);
        Initialization.Fill(model, 3);
        Assert.Equal(1, model.weight!.var().item<float>() * 400, 0.02);
        Assert.Equal(0, model.weight!.mean().item<float>(), 1e-3);
        Assert.Equal(0, model.bias!.abs().max().item<float>());
    }
}
