using LowBit.Neural;
using LowBit.Studies;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

public class DqtWatchTests
{
    [Fact]
    public void SeesFlipsAndTheLossHalfway()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        var measures = Watched(Recipes.BitNetB158, learningRate: 1e-2);
        Assert.InRange(measures[DqtWatch.FlipRate], 0.001, 50);
        Assert.InRange(measures[DqtWatch.HalfwayLoss], measures[Measures.Loss] - 1, measures[Measures.Loss] + 3);
    }

    [Fact]
    public void SeesFlipsOfWeightsAtRest()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        double ternary = Watched(Recipes.DqtTernary, learningRate: 1e-3)[DqtWatch.FlipRate];
        double integers = Watched(Recipes.Dqt(8), learningRate: 1e-3)[DqtWatch.FlipRate];
        Assert.InRange(ternary, 0.001, 5);
        Assert.InRange(integers, 4 * ternary, 100);
    }

    [Fact]
    public void WeightsThatStandStillDoNotFlip()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        Assert.Equal(0, Watched(Recipes.BitNetB158, learningRate: 0)[DqtWatch.FlipRate]);
    }

    [Fact]
    public void Float32WeightsHaveNoCodes()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        Assert.DoesNotContain(DqtWatch.FlipRate, Watched(recipe: null, learningRate: 1e-2).Keys);
    }

    [Fact]
    public void CodesAreTheLevelsOfTheForwardSlot()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("a", nn.Linear(4, 1, hasBias: false)));
        using (no_grad())
        {
            model.parameters().Single().copy_(tensor(new float[] { 0.1f, -1, 2, 0.6f }).reshape(1, 4)); // mean magnitude 0.925
        }
        model.ToLowPrecision(Recipes.BitNetB158, seed: 1);
        Assert.Equal([0, 255, 1, 1], WeightCodes.Of(model)!.Levels);
        Assert.Equal(0.25, WeightCodes.Of(model)!.ChangedSince(new([0, 255, 1, 0])));
    }

    [Fact]
    public void LookingChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        Assert.Equal(Hash(null), Hash(() => new DqtWatch()));

        static string Hash(Func<ITrainingWatch>? watch)
        {
            using var training = Run(new("arm", Recipes.BitNetB158, SmallTask.Sgd) { Watch = watch });
            return training.WeightHash;
        }
    }

    static Measures Watched(Recipe? recipe, double learningRate)
    {
        using var training = Run(new("arm", recipe, new(ArmOptimizerKind.AdamW, learningRate)) { Watch = () => new DqtWatch() });
        return training.Measure();
    }

    static Training Run(Arm arm)
    {
        var training = new Training(SmallTask.Digits(), arm, 1);
        for (int i = 0; i < training.Task.StepCount; i++)
        {
            training.Step();
        }
        return training;
    }
}
