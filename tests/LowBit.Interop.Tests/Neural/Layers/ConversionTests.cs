using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>What is converted, what not, and that what is converted runs.</summary>
public class ConversionTests
{
    const string Int8 = "in int8: Forward, InputGradient, WeightGradient";

    [Fact]
    public void LayersOfSequentialAndFieldsAreReplaced()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = new Net();
        string[] names = [.. model.named_parameters().Select(p => p.name)];
        var report = model.ToLowPrecision(Recipes.Int8, Seed);
        Assert.Equal(
        [
            ("conv", LayerOutcome.Converted, Int8),
            ("entry", LayerOutcome.Converted, Int8),
            ("body.0", LayerOutcome.Converted, Int8),
            ("body.2", LayerOutcome.Converted, Int8),
            ("narrow", LayerOutcome.NotSupported, "field narrow is of type Linear; declare it as Module<Tensor, Tensor>"),
        ], report.Layers.Select(l => (l.Name, l.Outcome, l.Reason)));
        Assert.Equal(4, report.ConvertedCount);
        Assert.StartsWith("int8: 4 of 5 layers converted\n  conv (Conv2d): Converted, in int8: Forward,", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(names, model.named_parameters().Select(p => p.name));
        Assert.Equal([0u, 1u, 2u, 3u], model.modules().OfType<LowPrecisionLayer>().Select(l => l.Layer));
        var layer = model.modules().OfType<LowPrecisionLinear>().First();
        var x = Normal(3, 2, 1, 6, 6);
        var y = model.call(x);
        using (no_grad())
        {
            layer.Weight.mul_(2); // the one that runs is the one that is found
        }
        Assert.NotEqual(Bits(y), Bits(model.call(x)));
    }

    [Fact]
    public void ParametersAndModeStay()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(4, 3);
        using var model = nn.Sequential(("a", linear), ("b", nn.ReLU()));
        model.eval();
        using var optimizer = optim.SGD(model.parameters(), 1);
        model.ToLowPrecision(Recipes.Int8, Seed);
        int[] before = Bits(model.parameters().First());
        model.call(Normal(3, 5, 4)).sum().backward();
        optimizer.step();
        Assert.NotEqual(before, Bits(model.parameters().First()));
        Assert.False(model.modules().OfType<LowPrecisionLinear>().Single().training);
    }

    [Fact]
    public void RecipeAndFilterLeaveLayersOut()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Three();
        var report = model.ToLowPrecision(
            Recipes.Int8 with { Overrides = [new("c", null)] }, Seed, layer => layer.Name != "a");
        Assert.Equal(
            [LayerOutcome.LeftByFilter, LayerOutcome.Converted, LayerOutcome.LeftByRecipe], report.Layers.Select(l => l.Outcome));
        Assert.Equal(
            ["it is a low-precision layer already"],
            model.ToLowPrecision(Recipes.MxFp8, Seed, _ => false).Layers.Where(l => l.Name == "b").Select(l => l.Reason));
    }

    [Fact]
    public void LayerInTwoPlacesStaysOne()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(4, 4);
        using var model = nn.Sequential(("a", linear), ("b", linear));
        model.ToLowPrecision(Recipes.Int8, Seed);
        Assert.All(model.children(), child => Assert.IsType<LowPrecisionLinear>(child));
        Assert.Single(model.children().Distinct());
    }

    [Fact]
    public void DoubleWeightsAreReported()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("a", nn.Linear(4, 4, dtype: ScalarType.Float64)));
        Assert.Equal("its weight is Float64 on CPU, not Float32 on CPU",
            model.ToLowPrecision(Recipes.Int8, Seed).Layers.Single().Reason);
    }

    [Fact]
    public void NonsenseChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Three();
        AssertRefused("The pattern d of recipe int8 names no layer that can be converted; there are: a, b, c.",
            Recipes.Int8 with { Overrides = [new("d", null)] });
        var hadamard = Slot.Of(Quantizers.Integer(4, new PerRow()) with { Transform = QuantizerTransform.Hadamard(4) });
        AssertRefused("b: The quantizer of WForward cannot work on 4 × 6 elements", new("own", new() { WForward = hadamard }));
        AssertRefused("WForward cannot reuse", new("own", new() { WForward = Slot.Reuse }));
        Assert.All(model.children(), child => Assert.IsType<Linear>(child));
        using var alone = nn.Linear(2, 2);
        Assert.Throws<ArgumentException>(() => alone.ToLowPrecision(Recipes.Int8, Seed));

        void AssertRefused(string message, Recipe recipe) => Assert.StartsWith(
            message, Assert.Throws<RecipeException>(() => model.ToLowPrecision(recipe, Seed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StepIsSetEverywhere()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Three();
        model.ToLowPrecision(Recipes.Int8, Seed);
        model.SetStep(7);
        Assert.Equal([7u, 7u, 7u], model.modules().OfType<LowPrecisionLinear>().Select(l => l.Step));
        model.ThrowIfBackwardFailed();
    }

    // Inputs 4, 6, 4.
    static Sequential Three() => nn.Sequential(("a", nn.Linear(4, 6)), ("b", nn.Linear(6, 4)), ("c", nn.Linear(4, 2)));

    sealed class Net : nn.Module<Tensor, Tensor>
    {
        readonly nn.Module<Tensor, Tensor> conv = nn.Conv2d(1, 2, 3), entry = nn.Linear(32, 8);
        readonly Sequential body = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 5));
        readonly Linear narrow = nn.Linear(5, 2);

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input) =>
            narrow.call(body.call(entry.call(conv.call(input).flatten(1))));
    }
}
