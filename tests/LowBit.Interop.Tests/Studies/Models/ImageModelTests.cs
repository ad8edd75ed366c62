using LowBit.Neural;
using LowBit.Studies;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

public class ImageModelTests
{
    [Fact]
    public void LeNetConvertsInWholeAndGivesAClassForEachImage()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = LeNet.Make(2, 4, 16, 10);
        Assert.Equal(4, model.ToLowPrecision(Recipes.Int8, Seed).ConvertedCount);
        Assert.Equal([3, 10], model.call(Normal(1, 3, 1, 28, 28)).shape);
    }

    // Three blocks of two, two shortcuts that change the shape, the first convolution and the last layer.
    [Fact]
    public void ResNet8ConvertsInWholeAndGivesAClassForEachImage()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = ResNet8.Make(3, 10);
        Assert.Equal(10, model.ToLowPrecision(Recipes.Int8, Seed).ConvertedCount);
        Assert.Equal([2, 10], model.call(Normal(1, 2, 3, 32, 32)).shape);
    }

    [Fact]
    public void MlpHasTheWidthsThatAreAskedFor()
    {
        TorchPeer.LoadOrSkip();
        using var model = Mlp.Make(12, [7, 5], 3);
        Assert.Equal([84, 7, 35, 5, 15, 3], model.parameters().Select(parameter => parameter.NumberOfElements));
    }
}
