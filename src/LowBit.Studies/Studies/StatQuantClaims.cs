using LowBit.Neural;
using static LowBit.Neural.StatQuantGradient;

namespace LowBit.Studies;

/// <summary>What <see cref="StatQuantStudy"/> claims; written down before its first full run and not changed after it.</summary>
static class StatQuantClaims
{
    public const string Qat = "QAT", AtRest = "BHQ-8, weights at rest";

    public static readonly DateOnly WrittenDown = new(2026, 11, 26);

    const double NoBias = 2, Bias = 5, Tolerance = 0.5, Damage = 2, Tie = 0.3, RestTolerance = 1;
    const int Many = 8, Few = 2;

    public static readonly IReadOnlyList<Claim> Gradients =
    [
        Claim.Value("PTQ, PSQ and BHQ leave no bias in ∂Y: its square is at most twice what noise alone makes, in every layer", StatQuantProbe.BiasOfLayers, Qat, Bounds.AtMost(NoBias)),
        Claim.Value("nor in ∂W, against QAT", StatQuantProbe.BiasOfWeights, Qat, Bounds.AtMost(NoBias)),
        Claim.Value("control: PSQ rounded to nearest has at least 5 times as much", StatQuantProbe.BiasOfNearest, Qat, Bounds.AtLeast(Bias)) with { IsControl = true },
        Claim.Value("Var PSQ < Var PTQ in every layer with outliers (a sample's range above 4 medians)", StatQuantProbe.PsqByPtq, Qat, Bounds.AtMost(1)),
        Claim.Value("Var BHQ < Var PSQ in every layer with outliers", StatQuantProbe.BhqByPsq, Qat, Bounds.AtMost(1)),
    ];

    public static readonly IReadOnlyList<Claim> Accuracies =
    [
        .. Enum.GetValues<StatQuantGradient>().Select(kind => Claim.Difference(
            $"{Arm(kind, Many)} is at most 0.5 points less accurate than QAT", Measures.Accuracy, Arm(kind, Many), Qat, Bounds.AtLeast(-Tolerance))),
        Claim.Difference("control: PTQ-2 is at least 2 points less accurate", Measures.Accuracy, Arm(PerTensor, Few), Qat, Bounds.AtMost(-Damage)) with { IsControl = true },
        LosesHalf(PerSample),
        LosesHalf(BlockHouseholder),
        Claim.Difference("BHQ-2 is at most 0.3 points less accurate than PSQ-2", Measures.Accuracy, Arm(BlockHouseholder, Few), Arm(PerSample, Few), Bounds.AtLeast(-Tie)),
        Claim.Difference("BHQ-8 over 8-bit weights without a float32 master is at most 1 point less accurate than with one", Measures.Accuracy, AtRest, Arm(BlockHouseholder, Many), Bounds.AtLeast(-RestTolerance)),
    ];

    public static string Arm(StatQuantGradient kind, int bits) =>
        $"{kind switch { PerTensor => "PTQ", PerSample => "PSQ", _ => "BHQ" }}-{bits}";

    // (QAT − arm) − ½ (QAT − PTQ) ≤ 0
    static Claim LosesHalf(StatQuantGradient kind) => new(
        $"{Arm(kind, Few)} loses at most half of what PTQ-2 loses: QAT / 2 − {Arm(kind, Few)} + PTQ-2 / 2", Bounds.AtMost(0),
        [new(0.5, Qat, Measures.Accuracy), new(-1, Arm(kind, Few), Measures.Accuracy), new(0.5, Arm(PerTensor, Few), Measures.Accuracy)]);
}
