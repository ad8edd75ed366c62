using LowBit.Neural;
using LowBit.Studies;
using TorchSharp;

namespace LowBit.Interop.Tests;

public class StudyTrainingTests
{
    [Fact]
    public void SameSeedGivesSameWeightsAfterTwoSteps()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        Assert.Equal(Hash(SmallTask.Digits(), 1), Hash(SmallTask.Digits(), 1));
        Assert.Equal(Hash(SmallTask.Characters(), 1), Hash(SmallTask.Characters(), 1));
        Assert.NotEqual(Hash(SmallTask.Digits(), 1), Hash(SmallTask.Digits(), 2));
    }

    [Fact]
    public void SameSeedGivesSameWeightsAtRest()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        Assert.Equal(Hash(SmallTask.Characters(), 1, Recipes.DqtTernary), Hash(SmallTask.Characters(), 1, Recipes.DqtTernary));
        Assert.NotEqual(Hash(SmallTask.Characters(), 1, Recipes.DqtTernary), Hash(SmallTask.Characters(), 2, Recipes.DqtTernary));
    }

    [Fact]
    public void ArmsOfASeedBeginWithTheSameWeights()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var floats = SmallTask.Trained(SmallTask.Digits(), recipe: null, steps: 0);
        using var int8 = SmallTask.Trained(SmallTask.Digits(), Recipes.Int8, steps: 0);
        Assert.Equal(floats.WeightHash, int8.WeightHash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryLinearLayerIsConverted(bool normalizesEach)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var norms = normalizesEach ? NormPlacement.BeforeLinear : NormPlacement.BeforeBlock;
        using var training = SmallTask.Trained(SmallTask.Characters(norms), Recipes.Int8, steps: 1);
        Assert.Equal(7 + 1, training.Conversion!.ConvertedCount); // seven of one block, and the head
        Assert.DoesNotContain(training.Model.modules(), module => module is TorchSharp.Modules.Linear);
    }

    [Fact]
    public void NumberThatIsNotFiniteEndsTrainingAndCountsAsChance()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var training = new Training(SmallTask.Digits(), new("arm", Recipes.Int8, new(ArmOptimizerKind.Sgd, 1e30)), 1);
        for (int i = 0; i < 10; i++)
        {
            training.Step();
        }
        var measures = training.Measure();
        Assert.True(training.HasDiverged);
        Assert.Equal((10.0, 1.0), (measures[Measures.Accuracy], measures[Measures.Diverged]));
    }

    // 10^15 in each of four layers: all weights are finite, what they make of an image is not.
    [Fact]
    public void InputOfALayerThatIsNotFiniteCountsAsChance()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var task = StudyTasks.MnistCnn(SmallTask.Settings, TrainingLength.Short);
        using var training = new Training(task, new("arm", Recipes.StatQuant(2, StatQuantGradient.PerTensor), SmallTask.Sgd), 1);
        training.Step();
        using (torch.no_grad())
        {
            foreach (var parameter in training.Model.parameters())
            {
                parameter.mul_(1e15f);
            }
        }
        training.Step();
        Assert.True(training.HasDiverged);
        Assert.Equal(1, training.Measure()[Measures.Diverged]);
    }

    [Fact]
    public void UpdateOfWeightsAtRestThatIsNotFiniteCountsAsChance()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var training = new Training(SmallTask.Digits(), new("arm", Recipes.Dqt(8, WeightScaleRule.NewRowRange), new(ArmOptimizerKind.Sgd, 1e38)), 1);
        for (int i = 0; i < 5; i++)
        {
            training.Step();
        }
        Assert.Equal(1, training.Measure()[Measures.Diverged]);
    }

    [Fact]
    public void LossFallsOverASmokeRun()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var task = SmallTask.Digits();
        using var training = SmallTask.Trained(task, Recipes.Int8, steps: task.StepCount);
        Assert.True(training.Measure()[Measures.Accuracy] > 30);
    }

    [Fact]
    public void ProbeIsMeasuredToo()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var arm = new Arm("arm", null, SmallTask.Sgd) { Probe = _ => new() { ["probe"] = 7 } };
        using var training = new Training(SmallTask.Digits(), arm, 1);
        Assert.Equal(7, training.Measure()["probe"]);
    }

    [Fact]
    public void NoTensorStaysBehindAStep()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var training = SmallTask.Trained(SmallTask.Characters(), Recipes.Int8, steps: 3);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        training.Step();
        training.Step();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    static string Hash(LearningTask task, ulong seed, Recipe? recipe = null)
    {
        using var training = SmallTask.Trained(task, recipe ?? Recipes.Int8, seed);
        return training.WeightHash;
    }
}
