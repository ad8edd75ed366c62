using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>The arms of studies of [Chen20].</summary>
static class StatQuantArms
{
    const int Draws = 50, QuickDraws = 3;

    static readonly ArmOptimizer Sgd = new(ArmOptimizerKind.Sgd, 0.05);

    /// <summary>QAT, and its gradients looked at.</summary>
    public static IReadOnlyList<Arm> Probed(StudyScale scale) =>
        [Qat with { Probe = training => StatQuantProbe.Measure(training, scale == StudyScale.Quick ? QuickDraws : Draws) }];

    /// <summary>QAT; PTQ, PSQ and BHQ of some widths; BHQ over 8-bit weights without a float32 master.</summary>
    public static IReadOnlyList<Arm> Of(params int[] widths) =>
    [
        Qat,
        .. widths.SelectMany(bits => Enum.GetValues<StatQuantGradient>(), (bits, kind) =>
            new Arm(StatQuantClaims.Arm(kind, bits), Recipes.StatQuant(bits, kind), Sgd)),
        new(StatQuantClaims.AtRest, WithoutMaster(Recipes.StatQuant(8, StatQuantGradient.BlockHouseholder)), Sgd),
    ];

    // Weights are on their grid already: the forward pass takes them as they are.
    static Recipe WithoutMaster(Recipe recipe) => recipe with
    {
        Name = $"{recipe.Name}-at-rest",
        Weights = WeightStorage.LowBit(IntegerFormat.Symmetric(8), WeightScaleRule.NewRowRange),
        Policy = recipe.Policy with { WForward = Slot.HighPrecision, WForInput = Slot.HighPrecision },
    };

    // The same forward pass, float32 gradients.
    static Arm Qat
    {
        get
        {
            var policy = Recipes.StatQuant(8, StatQuantGradient.PerTensor).Policy with
            {
                GradForInput = Slot.HighPrecision,
                GradForWeight = Slot.HighPrecision,
            };
            return new(StatQuantClaims.Qat, new(StatQuantClaims.Qat, policy), Sgd);
        }
    }
}
