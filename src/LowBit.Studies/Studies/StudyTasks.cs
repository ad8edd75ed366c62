namespace LowBit.Studies;

/// <summary>Tasks that studies share, in full and as smoke runs.</summary>
static class StudyTasks
{
    public static LearningTask MnistMlp(StudySettings settings) => settings.Scale == StudyScale.Quick
        ? Digits(settings, "digits, MLP", 300, 200, [32], 50, 2)
        : Digits(settings, "digits, MLP", 60_000, 3_000, [256, 128], 100, 5);

    public static LearningTask Characters(StudySettings settings, NormPlacement norms)
    {
        var text = CharacterText.Read(settings.Files);
        var shape = new CharacterShape(text.Alphabet.Length) { Norms = norms };
        return settings.Scale == StudyScale.Quick
            ? new TextTask(text, shape with { LayerCount = 1, Width = 32, HeadCount = 2, Hidden = 88, Context = 16 }, batchSize: 8, stepCount: 6, evaluationWindows: 20)
            : new TextTask(text, shape, batchSize: 16, stepCount: 500, evaluationWindows: 400);
    }

    static ImageTask Digits(StudySettings settings, string name, int train, int test, int[] hidden, int batchSize, int epochs)
    {
        var (learned, heldOut) = (MnistFiles.Train(settings.Files).First(train), MnistFiles.Test(settings.Files).First(test));
        return new(name, learned, heldOut, () => Mlp.Make(learned.Size, hidden, ImageSet.ClassCount), batchSize, epochs);
    }
}
