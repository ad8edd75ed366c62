using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;
using RoundingMode = LowBit.Numerics.RoundingMode;

namespace LowBit.Interop.Tests;

/// <summary>Models whose weights are codes at rest: what layers compute, and whole trainings.</summary>
[Collection(AloneCollection.Name)]
public class RestingWeightsTests
{
    static readonly Recipe[] All =
    [
        LowBit.Neural.Recipes.DqtTernary, LowBit.Neural.Recipes.Dqt(4), LowBit.Neural.Recipes.Dqt(8),
        LowBit.Neural.Recipes.Dqt(8, WeightScaleRule.NewRowRange) with { Name = "dqt-8-rows" },
    ];

    public static TheoryData<string> Names => [.. All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRecipeLearns(string name)
    {
        TorchPeer.LoadOrSkip();
        using var run = new RestingRun(Named(name));
        double before = run.Loss;
        run.Train(300);
        Assert.InRange(run.Loss, 0, before / 2);
    }

    [Fact]
    public void NearestRoundingStandsStill()
    {
        TorchPeer.LoadOrSkip();
        var recipe = LowBit.Neural.Recipes.Dqt(8, WeightScaleRule.NewRowRange);
        using var stochastic = new RestingRun(recipe, Sgd);
        using var nearest = new RestingRun(
            recipe with { Weights = recipe.Weights with { Rounding = RoundingMode.NearestEven } }, Sgd);
        stochastic.Train(50);
        nearest.Train(50);
        Assert.InRange(nearest.FlipRates, 0, stochastic.FlipRates / 10);

        static optim.Optimizer Sgd(Sequential model) => new LowPrecisionSgd(model.parameters(), new() { LearningRate = 0.002 });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SameSeedGivesSameBytes(string name)
    {
        TorchPeer.LoadOrSkip();
        using RestingRun one = new(Named(name)), same = new(Named(name)), other = new(Named(name), seed: Seed + 1);
        one.Train(20);
        same.Train(20);
        other.Train(20);
        Assert.Equal(one.StateText, same.StateText);
        Assert.NotEqual(one.StateText, other.StateText);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AResumedRunIsTheUninterruptedOne(string name)
    {
        TorchPeer.LoadOrSkip();
        using RestingRun whole = new(Named(name)), first = new(Named(name)), second = new(Named(name));
        whole.Train(12);
        first.Train(5);
        second.Resume(first);
        second.Train(7);
        Assert.Equal(whole.StateText, second.StateText);
    }

    [Theory]
    [InlineData("dqt-ternary", 0.051)]
    [InlineData("dqt-4", 0.126)]
    [InlineData("dqt-8", 0.251)]
    [InlineData("dqt-8-rows", 0.26)]
    public void NoMasterIsAlive(string name, double most)
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Sequential(("a", nn.Linear(256, 512, hasBias: false)), ("b", nn.Linear(512, 256, hasBias: false)));
        model.ToLowPrecision(Named(name), Seed);
        var weights = new RestingWeights(model);
        Assert.Equal(4 * 2 * 256 * 512, weights.FloatByteCount);
        Assert.InRange((double)weights.ByteCount / weights.FloatByteCount, 0, most);
        Assert.All(model.parameters(), parameter => Assert.Equal(1, parameter.storage<float>().Count));
    }

    [Fact]
    public void TheBackwardPassKeepsNoWeights()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Sequential(("a", nn.Linear(512, 512)));
        model.ToLowPrecision(LowBit.Neural.Recipes.Dqt(8), Seed);
        using var x = Normal(5, 2, 512).requires_grad_();
        using var y = model.call(x);
        // int8 levels of X, and a scale a row
        Assert.Equal((2 * 512) + (2 * 4), model.modules().OfType<LowPrecisionLinear>().Single().SavedBytes);
    }

    // W is 64 MiB in float32.
    [Fact]
    public void NoFloatWeightsLiveFromForwardToBackward()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Sequential(("a", nn.Linear(4096, 4096)));
        model.ToLowPrecision(LowBit.Neural.Recipes.Dqt(8), Seed);
        using var x = Normal(5, 2, 4096).requires_grad_();
        model.call(x).Dispose();
        long before = Environment.WorkingSet;
        using var y = model.call(x);
        Assert.InRange(Environment.WorkingSet - before, -long.MaxValue, 16L << 20);
        y.sum().backward();
        Assert.NotNull(x.grad);
    }

    [Fact]
    public void LayersComputeWithTheNumbersOfTheirCodes()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        var recipe = LowBit.Neural.Recipes.Dqt(4) with { Policy = new(), Kinds = LayerKinds.Linear | LayerKinds.Conv2d | LayerKinds.Embedding };
        AssertSame(recipe, nn.Linear(20, 12), Normal(2, 7, 20));
        AssertSame(recipe, nn.Conv2d(4, 6, 3, padding: 1), Normal(3, 2, 4, 8, 8));
        AssertSame(recipe, nn.Conv2d(4, 6, 3, groups: 2), Normal(3, 2, 4, 8, 8));
        AssertSame(recipe, nn.Embedding(10, 6), arange(5, int64));
    }

    static void AssertSame(Recipe recipe, nn.Module<Tensor, Tensor> layer, Tensor input)
    {
        var model = nn.Sequential(("layer", layer));
        model.ToLowPrecision(recipe, Seed);
        var low = model.modules().OfType<LowPrecisionLayer>().Single();
        low.Store!.Wake(); // the layer itself works again
        var x = input.is_floating_point() ? input.clone().requires_grad_() : input;
        var expected = layer.call(x);
        expected.sum().backward();
        var (dW, dX) = (low.Weight.grad!.clone(), x.grad?.clone());
        low.zero_grad();
        low.Store.Rest();
        x.grad?.zero_();
        var actual = model.call(x);
        actual.sum().backward();
        Assert.InRange(LargestDifference(expected, actual), 0, 1e-5);
        Assert.InRange(LargestDifference(dW, low.Weight.grad!), 0, 1e-4);
        Assert.InRange(dX is null ? 0 : LargestDifference(dX, x.grad!), 0, 1e-5);
    }

    [Fact]
    public void AnyOptimizerWorksBehindTheWrapper()
    {
        TorchPeer.LoadOrSkip();
        using var run = new RestingRun(
            Named("dqt-8-rows"), model => new RestingWeightOptimizer(optim.AdamW(model.parameters(), 0.01), model));
        double before = run.Loss;
        run.Train(200);
        Assert.InRange(run.Loss, 0, before / 2);
        Assert.InRange(run.Weights.FlipRate, 0.01, 1);
        Assert.All(run.Weights.Stores, entry => Assert.Equal(200, entry.Store.UpdateCount));
        Assert.Equal(0.01, run.Optimizer.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void AnOptimizerThatKnowsNothingOfCodesFails()
    {
        TorchPeer.LoadOrSkip();
        using var run = new RestingRun(Named("dqt-8"), model => optim.SGD(model.parameters(), 0.1));
        Assert.ThrowsAny<Exception>(() => run.Train(1));
    }

    [Fact]
    public void FrozenWeightsHaveNoGradientAndStay()
    {
        TorchPeer.LoadOrSkip();
        var nf4 = new Quantizer
        {
            Format = Codebooks.NF4,
            Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32),
            Granularity = new Flat(64),
        };
        var recipe = LowBit.Neural.Recipes.Identity with { Weights = WeightStorage.Frozen(nf4) };
        using var run = new RestingRun(recipe);
        int weightBytes = run.Weights.SaveState().Sum(tensor => tensor.Data.Length);
        string before = string.Join(',', run.Weights.SaveState().Select(tensor => Convert.ToHexString(tensor.Data)));
        run.Train(5);
        Assert.Equal(before, string.Join(',', run.Weights.SaveState().Select(tensor => Convert.ToHexString(tensor.Data))));
        Assert.True(weightBytes > 0);
        Assert.Equal([false, true, false, true], run.Model.parameters().Select(p => p.requires_grad));
    }

    [Fact]
    public void AwakeParametersHaveTheirNumbers()
    {
        TorchPeer.LoadOrSkip();
        using var run = new RestingRun(Named("dqt-8"));
        var (name, store) = run.Weights.Stores[0];
        Assert.Equal("hidden.weight", name);
        var weight = run.Model.get_parameter(name)!;
        using var numbers = store.Read();
        using (run.Weights.Wake())
        {
            Assert.Equal(Bits(numbers), Bits(weight));
        }
        Assert.Equal(1, weight.storage<float>().Count);
    }

    [Fact]
    public void AnOverrideStoresItsLayerInAnotherWay()
    {
        TorchPeer.LoadOrSkip();
        var recipe = Named("dqt-8");
        using var run = new RestingRun(recipe with
        {
            Overrides = [new("output", recipe.Policy) { Weights = WeightStorage.Master }],
        });
        Assert.Equal(["hidden.weight"], run.Weights.Stores.Select(entry => entry.Name));
    }

    [Fact]
    public void AWeightOfTwoLayersHasOneStore()
    {
        TorchPeer.LoadOrSkip();
        using Linear a = nn.Linear(8, 8, hasBias: false), b = nn.Linear(8, 8, hasBias: false);
        b.weight = a.weight;
        using var model = nn.Sequential(("a", a), ("b", b));
        model.ToLowPrecision(Named("dqt-8"), Seed);
        var layers = model.modules().OfType<LowPrecisionLinear>().ToList();
        Assert.Same(layers[0].Store, layers[1].Store);
        Assert.Single(new RestingWeights(model).Stores);
    }

    [Fact]
    public void AConversionThatThrowsLeavesFloats()
    {
        TorchPeer.LoadOrSkip();
        using Linear good = nn.Linear(4, 4), bad = nn.Linear(4, 4);
        using (no_grad())
        {
            bad.weight!.fill_(float.NaN);
        }
        using var model = nn.Sequential(("good", good), ("bad", bad));
        Assert.Contains("bad: ", Assert.Throws<RecipeException>(() => model.ToLowPrecision(Named("dqt-8"), Seed)).Message);
        Assert.Equal(16, good.weight!.storage<float>().Count);
    }

    [Fact]
    public void AStepOfWeightsIsLearnedBesideAMaster()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Sequential(("a", nn.Linear(4, 4)));
        var recipe = LowBit.Neural.Recipes.LearnedStep(4) with { Weights = Named("dqt-8").Weights };
        Assert.Contains(
            "learned beside a float32 master", Assert.Throws<RecipeException>(() => model.ToLowPrecision(recipe, Seed)).Message);
    }

    static Recipe Named(string name) => All.Single(recipe => recipe.Name == name);
}
