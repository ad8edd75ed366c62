using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Tasks that studies share, in full and as smoke runs.</summary>
static class StudyTasks
{
    const int TestImages = 3_000;

    public static LearningTask MnistMlp(StudySettings settings, TrainingLength length) => settings.Scale == StudyScale.Quick
        ? Digits(settings, "MLP 784-32-10", Mlp([32]), new(300, 200, 50, 2, 1))
        : Digits(settings, "MLP 784-256-128-10", Mlp([256, 128]), length switch
        {
            TrainingLength.Long => new(60_000, TestImages, 100, 5, 1),
            TrainingLength.Short => new(20_000, TestImages, 100, 3, 1),
            _ => new(20_000, TestImages, 100, 1, 1),
        });

    public static LearningTask MnistCnn(StudySettings settings, TrainingLength length) => settings.Scale == StudyScale.Quick
        ? Digits(settings, "CNN 2-4-16-10", () => LeNet.Make(2, 4, 16, ImageSet.ClassCount), new(100, 100, 25, 1, 4))
        : Digits(settings, "CNN 8-16-64-10", () => LeNet.Make(8, 16, 64, ImageSet.ClassCount), length == TrainingLength.OneEpoch
            ? new(10_000, TestImages, 50, 1, 8) : new(10_000, TestImages, 50, 2, 8));

    /// <summary>Small colour images; the smoke run takes digits, since CIFAR-10 must not be passed on.</summary>
    public static LearningTask CifarResNet(StudySettings settings, TrainingLength length) => settings.Scale == StudyScale.Quick
        ? Digits(settings, "ResNet-8", () => ResNet8.Make(1, ImageSet.ClassCount), new(16, 16, 8, 1, 1))
        : new ImageTask(
            "CIFAR-10, ResNet-8", CifarFiles.Train(settings.Files), CifarFiles.Test(settings.Files), () => ResNet8.Make(3, ImageSet.ClassCount),
            new(2_500, 2_000, 50, length == TrainingLength.OneEpoch ? 1 : 2, 1));

    public static LearningTask Characters(StudySettings settings, NormPlacement norms, int stepCount)
    {
        var text = CharacterText.Read(settings.Files);
        var shape = new CharacterShape(text.Alphabet.Length) { Norms = norms };
        return settings.Scale == StudyScale.Quick
            ? new TextTask(text, shape with { LayerCount = 1, Width = 32, HeadCount = 2, Hidden = 88, Context = 16 }, batchSize: 8, stepCount: 6, evaluationWindows: 20)
            : new TextTask(text, shape, batchSize: 16, stepCount, evaluationWindows: 400);
    }

    static Func<nn.Module<Tensor, Tensor>> Mlp(int[] hidden) => () => Studies.Mlp.Make(28 * 28, hidden, ImageSet.ClassCount);

    static ImageTask Digits(StudySettings settings, string model, Func<nn.Module<Tensor, Tensor>> make, ImageTaskSize size) => new(
        $"digits, {model}", MnistFiles.Train(settings.Files), MnistFiles.Test(settings.Files), make, size);
}
