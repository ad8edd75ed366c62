using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>Weights that rest as few bits, without a float32 master, and are updated by stochastic rounding [Zhao24].</summary>
sealed class DqtStudy : Study
{
    public override string Name => "dqt";

    public override string Question => "Can weights of 8 bits, or of three levels, be trained without a float32 master?";

    public override string Paper => "Zhao24";

    public override DateOnly WrittenDown => DqtClaims.WrittenDown;

    public override IReadOnlyList<string> Deviations =>
    [
        "The paper trains models of 130 million to 1 billion parameters on words for tens of thousands of updates; here one of 0.8 million learns characters in 300 updates.",
        "Linear layers alone have weights at rest; embedding and gains of the norms are float32, where the paper's program rounds every parameter.",
        "The scale of the old weights counts magnitudes, not positive weights alone, and levels are as many below zero as above.",
        "All arms normalize before each linear layer, as BitNet asks for, float32 too.",
        "Smoke runs alone came before the full run. For time, updates of the characters were cut to 300 and seeds of the digits to 3 after the claims were written down and before any full run; claims and bounds stayed.",
        "Ternary inference takes the ternary numbers of the trained 8-bit weights, on the scale of their mean magnitude, with no further training. It is reported; no claim is made.",
        "\"DQT-8 rows\" takes one scale a row, from the weights after the update, in place of one a tensor, from those before it. It is reported; no claim is made.",
    ];

    public override IReadOnlyList<Experiment> Plan(StudySettings settings) =>
    [
        new(StudyTasks.Characters(settings, NormPlacement.BeforeLinear, stepCount: 300), Characters, DqtClaims.Characters) { SeedCount = 3 },
        new(StudyTasks.MnistMlp(settings, TrainingLength.Long), Digits, DqtClaims.Digits) { SeedCount = 3 },
    ];

    static IReadOnlyList<Arm> Characters => Arms(
        new(ArmOptimizerKind.AdamW, 2e-3, WeightDecay: 0.01),
        (DqtClaims.Float32, null),
        (DqtClaims.BitNet, Recipes.BitNetB158),
        (DqtClaims.Dqt8, Recipes.Dqt(8)),
        (DqtClaims.Dqt8Nearest, Nearest(Recipes.Dqt(8))),
        (DqtClaims.Dqt8Rows, Recipes.Dqt(8, WeightScaleRule.NewRowRange)),
        (DqtClaims.Ternary, Recipes.DqtTernary),
        (DqtClaims.TernaryNearest, Nearest(Recipes.DqtTernary)));

    static IReadOnlyList<Arm> Digits => Arms(
        new(ArmOptimizerKind.AdamW, 1e-2),
        (DqtClaims.Float32, null),
        (DqtClaims.BitNet, Recipes.BitNetB158),
        (DqtClaims.Dqt8, Recipes.Dqt(8)),
        (DqtClaims.Ternary, Recipes.DqtTernary));

    static IReadOnlyList<Arm> Arms(ArmOptimizer optimizer, params (string Name, Recipe? Recipe)[] arms) =>
        [.. arms.Select(arm => new Arm(arm.Name, arm.Recipe, optimizer) { Watch = () => new DqtWatch(), Probe = DqtProbe.Measure })];

    static Recipe Nearest(Recipe recipe) => recipe with
    {
        Name = $"{recipe.Name}-nearest",
        Weights = recipe.Weights with { Rounding = RoundingMode.NearestEven },
    };
}
