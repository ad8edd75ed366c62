namespace LowBit.Studies;

/// <summary>Gradients of few bits behind unbiased quantizers [Chen20].</summary>
sealed class StatQuantStudy : Study
{
    public override string Name => "statquant";

    public override string Question =>
        "Are gradients quantized by tensor, by sample and behind Householder reflections unbiased, and do they need fewer bits in this order?";

    public override string Paper => "Chen20";

    public override DateOnly WrittenDown => StatQuantClaims.WrittenDown;

    public override IReadOnlyList<string> Deviations =>
    [
        "The paper trains residual networks on CIFAR-10 and ImageNet for 90 to 200 epochs; here an MLP and a small CNN learn digits in a few epochs. Study statquant-cifar has a residual network and CIFAR-10.",
        "The accuracies of the paper are not compared: only the order of the quantizers is.",
        "Widths go down to 2 bits, where the paper ends at 4: digits are an easy task.",
        "All layers are quantized, first and last too. The first has no ∂L/∂X, so the few bits act below the layers above it alone.",
        "The arm without a float32 master rounds what SGD makes of its 8-bit weights stochastically, one scale a row; the paper has no such arm.",
        "A run of the first twenty trainings, to see how long it takes, came after the claims and bounds were written down and before the full run. After it seeds and widths of the CNN were cut; claims and bounds stayed. A full run ended in an exception at its 100th training, the first PTQ-2 of the CNN, which diverged in a way that was not foreseen; the program was mended and the run begun anew.",
        "Claims about accuracy are made at the extremes, 8 and 2 bits; the widths between are reported.",
    ];

    public override IReadOnlyList<Experiment> Plan(StudySettings settings) =>
    [
        new(StudyTasks.MnistMlp(settings, TrainingLength.OneEpoch), StatQuantArms.Probed(settings.Scale), StatQuantClaims.Gradients) { SeedCount = 5 },
        new(StudyTasks.MnistCnn(settings, TrainingLength.OneEpoch), StatQuantArms.Probed(settings.Scale), StatQuantClaims.Gradients) { SeedCount = 5 },
        new(StudyTasks.MnistMlp(settings, TrainingLength.Short), StatQuantArms.Of(8, 5, 4, 3, 2), StatQuantClaims.Accuracies) { SeedCount = 5 },
        new(StudyTasks.MnistCnn(settings, TrainingLength.Short), StatQuantArms.Of(8, 2), StatQuantClaims.Accuracies) { SeedCount = 3 },
    ];
}
