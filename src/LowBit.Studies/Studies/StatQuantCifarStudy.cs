namespace LowBit.Studies;

/// <summary>The claims of <see cref="StatQuantStudy"/> on a residual network and colour images.</summary>
sealed class StatQuantCifarStudy : Study
{
    public override string Name => "statquant-cifar";

    public override string Question => "Does a residual network on CIFAR-10 say the same of quantized gradients as digits do?";

    public override string Paper => "Chen20";

    public override DateOnly WrittenDown => StatQuantClaims.WrittenDown;

    public override IReadOnlyList<string> Deviations =>
    [
        "The paper trains ResNet-56 for 200 epochs on 50,000 images; here ResNet-8 sees 2,500 images twice, far from convergence.",
        "The smoke run takes digits: CIFAR-10 is not passed on with the command.",
        "Batch normalization is float32, and so are the additions.",
    ];

    public override IReadOnlyList<Experiment> Plan(StudySettings settings) =>
    [
        new(StudyTasks.CifarResNet(settings, TrainingLength.OneEpoch), StatQuantArms.Probed(settings.Scale), StatQuantClaims.Gradients) { SeedCount = 3 },
        new(StudyTasks.CifarResNet(settings, TrainingLength.Short), StatQuantArms.Of(8, 2), StatQuantClaims.Accuracies) { SeedCount = 3 },
    ];
}
