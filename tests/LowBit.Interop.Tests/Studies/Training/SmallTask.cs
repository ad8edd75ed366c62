using LowBit.Neural;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

/// <summary>Tasks of a few steps on the data that comes with the command.</summary>
static class SmallTask
{
    public static StudySettings Settings { get; } = new(StudyScale.Quick, DataFiles.Included, SeedCount: null, ThreadCount: 1);

    public static ArmOptimizer Sgd { get; } = new(ArmOptimizerKind.Sgd, 0.05);

    public static LearningTask Digits() => StudyTasks.MnistMlp(Settings, TrainingLength.Short);

    public static LearningTask Characters(NormPlacement norms = NormPlacement.BeforeBlock) => StudyTasks.Characters(Settings, norms, stepCount: 6);

    /// <summary>A training of some steps.</summary>
    public static Training Trained(LearningTask task, Recipe? recipe, ulong seed = 1, int steps = 2)
    {
        var training = new Training(task, new("arm", recipe, Sgd), seed);
        for (int i = 0; i < steps; i++)
        {
            training.Step();
        }
        return training;
    }
}
