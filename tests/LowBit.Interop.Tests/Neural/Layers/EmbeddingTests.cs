using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>Rows of a low-bit table.</summary>
public class EmbeddingTests
{
    static readonly long[] Entries = [3, 0, 3, 9, 5, 1];

    [Fact]
    public void RowsAreThoseOfTheQuantizedTable()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var model = torch.nn.Sequential(("table", torch.nn.Embedding(10, 8)));
        var w = model.parameters().Single();
        var recipe = Recipes.Int8 with { Kinds = LayerKinds.Embedding };
        Assert.Equal("emulated", model.ToLowPrecision(recipe, Seed).Layers.Single().Reason);
        var entries = torch.tensor(Entries).reshape(2, 3);
        var y = model.call(entries);
        Assert.Equal([2, 3, 8], y.shape);
        var expected = FakeQuantize(w, Quantizers.Integer(8, new PerRow())).index_select(0, torch.tensor(Entries));
        Assert.Equal(Bits(expected), Bits(y.reshape(6, 8)));
        var c = Normal(4, 2, 3, 8);
        (y * c).sum().backward();
        var dW = torch.zeros(10, 8).index_add_(0, torch.tensor(Entries), c.reshape(6, 8), 1);
        Assert.InRange(LargestDifference(dW, w.grad!), 0, 1e-6);
    }

    [Fact]
    public void EmbeddingsAreLeftUnlessNamed()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var model = torch.nn.Sequential(("table", torch.nn.Embedding(10, 8)));
        Assert.Equal(LayerOutcome.LeftByRecipe, model.ToLowPrecision(Recipes.Int8, Seed).Layers.Single().Outcome);
    }

    [Fact]
    public void WrongEntriesAreRefused()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = new LowPrecisionEmbedding(new(Normal(1, 10, 8)), Recipes.Int8.Policy, Seed, layer: 0);
        AssertRefused("the input has numbers outside 0 … 9", () => layer.call(torch.tensor(new long[] { 10 })));
        AssertRefused("the input has numbers outside 0 … 9", () => layer.call(torch.tensor(new long[] { -1 })));
        AssertRefused("the input is Float32 on CPU; entries are Int64", () => layer.call(torch.zeros(2)));
        Assert.Equal([0, 8], layer.call(torch.zeros(0, torch.ScalarType.Int64)).shape);

        static void AssertRefused(string message, Func<object> call) =>
            Assert.StartsWith(message, Assert.Throws<OperandException>(call).Message, StringComparison.Ordinal);
    }
}
