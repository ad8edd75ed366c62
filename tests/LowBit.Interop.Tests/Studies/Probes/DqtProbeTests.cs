using LowBit.Neural;
using LowBit.Studies;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

public class DqtProbeTests
{
    // One float32 scale for each of two layers of 784 × 32 and 32 × 10.
    [Fact]
    public void IntegersWeighTheirBitsAndOneScaleATensor()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.Dqt(8));
        Assert.Equal(8 + (2 * 32.0 / ((784 * 32) + 320)), DqtProbe.Measure(training)[DqtProbe.BitsPerWeight], 1e-9);
    }

    [Fact]
    public void TernaryInferenceIsThatOfTheWeightsTernaryNumbers()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.Dqt(8));
        using var model = training.Task.MakeModel();
        var linear = model.modules().OfType<TorchSharp.Modules.Linear>().ToList();
        var trained = training.Model.modules().OfType<LowPrecisionLinear>().ToList();
        using (no_grad())
        {
            foreach (var (to, from) in linear.Zip(trained))
            {
                to.weight!.copy_(from.Store!.Read());
                to.bias!.copy_(from.Bias!);
            }
        }
        model.ToLowPrecision(Recipes.BitNetB158, seed: 1);
        Assert.Equal(training.Task.Evaluate(model)[Measures.Loss], DqtProbe.Measure(training)[DqtProbe.TernaryLoss], 1e-6);
    }

    [Fact]
    public void ModelWithMasterWeightsHasNothingToMeasure()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.BitNetB158);
        Assert.Empty(DqtProbe.Measure(training));
    }

    [Fact]
    public void TernaryWeightsAreNotMadeTernaryAgain()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Digits(), Recipes.DqtTernary);
        Assert.DoesNotContain(DqtProbe.TernaryLoss, DqtProbe.Measure(training).Keys);
    }
}
