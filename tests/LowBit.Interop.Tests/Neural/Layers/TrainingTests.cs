using LowBit.Neural;
using TorchSharp;

namespace LowBit.Interop.Tests;

/// <summary>Whole trainings: the same twice, nearly as good as float32, and flat in memory.</summary>
[Collection(AloneCollection.Name)]
public class TrainingTests
{
    public static TheoryData<string> Names => AllRecipes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void SameSeedGivesSameWeights(string name)
    {
        TorchPeer.LoadOrSkip();
        var recipe = AllRecipes.Named(name);
        Assert.Equal(WeightsAfter20Steps(recipe, 42), WeightsAfter20Steps(recipe, 42));
    }

    [Fact]
    public void OtherSeedGivesOtherWeights()
    {
        TorchPeer.LoadOrSkip();
        Assert.NotEqual(WeightsAfter20Steps(Recipes.Int8, 42), WeightsAfter20Steps(Recipes.Int8, 43));
    }

    [Fact]
    public void Int8LearnsAsFloatsDo()
    {
        TorchPeer.LoadOrSkip();
        double floats = LossAfter300Steps(Recipes.Identity), int8 = LossAfter300Steps(Recipes.Int8);
        using var untrained = new SmallTraining(Recipes.Identity);
        Assert.InRange(floats, 0, untrained.Loss / 4);
        Assert.InRange(int8 / floats, 0.95, 1.05);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRecipeLearns(string name)
    {
        TorchPeer.LoadOrSkip();
        using var untrained = new SmallTraining(Recipes.Identity);
        Assert.InRange(LossAfter300Steps(AllRecipes.Named(name)), 0, untrained.Loss / 2);
    }

    [Fact]
    public void NoTensorStaysBehindAStep()
    {
        TorchPeer.LoadOrSkip();
        using var training = new SmallTraining(Recipes.StatQuant(5, StatQuantGradient.BlockHouseholder));
        training.Train(2);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        training.Train(50);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    // X, W, Y and their gradients are 1 MiB each: one of them left behind in every step would be 300 MiB.
    [Fact]
    public void ResidentMemoryStaysFlatOver300Steps()
    {
        TorchPeer.LoadOrSkip();
        using var layer = NeuralSamples.Layer(Recipes.Int8.Policy, outputs: 512, inputs: 512);
        using var x = NeuralSamples.Normal(3, 512, 512).requires_grad_();
        Step(layer, x, count: 20);
        GC.Collect();
        long before = Environment.WorkingSet;
        Step(layer, x, count: 300);
        Assert.InRange(Environment.WorkingSet - before, -long.MaxValue, 32L << 20);
    }

    [Fact]
    public void ResidentMemoryStaysFlatWithoutBackward()
    {
        TorchPeer.LoadOrSkip();
        using var layer = NeuralSamples.Layer(Recipes.BitNetB158.Policy, outputs: 512, inputs: 512);
        using var x = NeuralSamples.Normal(3, 512, 512).requires_grad_();
        Forward(layer, x, count: 20);
        GC.Collect();
        long before = Environment.WorkingSet;
        Forward(layer, x, count: 300);
        Assert.InRange(Environment.WorkingSet - before, -long.MaxValue, 32L << 20);
    }

    static void Forward(LowPrecisionLinear layer, torch.Tensor x, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using var y = layer.call(x);
        }
    }

    static void Step(LowPrecisionLinear layer, torch.Tensor x, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using var scope = torch.NewDisposeScope();
            layer.zero_grad();
            layer.call(x).sum().backward();
        }
    }

    static int[] WeightsAfter20Steps(Recipe recipe, ulong seed)
    {
        using var training = new SmallTraining(recipe, seed);
        training.Train(20);
        return training.WeightBits;
    }

    static double LossAfter300Steps(Recipe recipe)
    {
        using var training = new SmallTraining(recipe);
        training.Train(300);
        return training.Loss;
    }
}
