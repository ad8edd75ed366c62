using LowBit.Neural;
using LowBit.Numerics;
using LowBit.Studies;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

public class LayerGradientsTests
{
    [Fact]
    public void WeightGradientIsThatOfTheLayersGradient()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.Identity, steps: 0);
        var (input, target) = training.Task.Batch(1, 0);
        var layers = LayerGradients.Of(training.Model, input, target);
        Assert.Equal(["hidden1", "output"], layers.Select(layer => layer.Layer));
        var first = training.Model.modules().OfType<LowPrecisionLinear>().First();
        var expected = layers[0].Values.t().matmul(input.reshape(50, -1));
        Assert.Equal(0, NeuralSamples.LargestDifference(expected, first.Weight.grad!), 1e-6);
    }

    [Fact]
    public void ConvolutionsGiveARowForEachImage()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(StudyTasks.MnistCnn(SmallTask.Settings, TrainingLength.Short), Recipes.Identity, steps: 0);
        var (input, target) = training.Task.Batch(1, 0);
        var layers = LayerGradients.Of(training.Model, input, target);
        Assert.Equal([2 * 24 * 24, 4 * 8 * 8, 16, 10], layers.Select(layer => layer.Values.shape[1]));
        Assert.All(layers, layer => Assert.Equal(25, layer.Values.shape[0]));
    }

    [Fact]
    public void OutlierRatioIsLargestRangeOverMedian()
    {
        TorchPeer.LoadOrSkip();
        using var values = tensor(new float[,] { { 0, 1 }, { -1, 1 }, { 5, 15 } }); // ranges 1, 2, 10
        Assert.Equal(5, new LayerGradient("", values).OutlierRatio);
    }

    [Fact]
    public void StochasticDrawsHaveNoBiasAndNearestOnesDo()
    {
        TorchPeer.LoadOrSkip();
        using var values = NeuralSamples.Normal(1, 64, 32);
        var layer = new LayerGradient("", values);
        var stochastic = layer.Quantized(Quantizers.Range(4, new PerRow()), seed: 1, draws: 50);
        var nearest = layer.Quantized(Quantizers.Range(4, new PerRow()) with { Rounding = LowBit.Numerics.RoundingMode.NearestEven }, seed: 1, draws: 50);
        Assert.InRange(stochastic.BiasRatio, 0.8, 1.2);
        Assert.True(nearest.BiasRatioBy(stochastic) > 10);
    }

    [Fact]
    public void WeightGradientsOfATwinWithoutNoiseAreThoseOfTheModel()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.Identity);
        var errors = WeightGradients.Drawn(training, Recipes.Identity, draws: 2);
        Assert.Equal(["hidden1", "output"], errors.Keys);
        Assert.All(errors.Values, drawn => Assert.Equal(0, drawn.SquaredBias));
    }
}
