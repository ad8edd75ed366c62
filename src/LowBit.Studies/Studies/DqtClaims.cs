namespace LowBit.Studies;

/// <summary>What <see cref="DqtStudy"/> claims; written down before its first full run and not changed after it.</summary>
static class DqtClaims
{
    public const string Float32 = "float32", BitNet = "BitNet b1.58", Dqt8 = "DQT-8", Dqt8Nearest = "DQT-8 nearest",
        Dqt8Rows = "DQT-8 rows", Ternary = "DQT-ternary", TernaryNearest = "DQT-ternary nearest";

    public static readonly DateOnly WrittenDown = new(2026, 11, 26);

    const double OnPar = 0.05, Damage = 0.2, Learned = 3.17, FlipFactor = 20, TernaryLoss = 0.5, LeastAccuracy = 96.5;

    public static readonly IReadOnlyList<Claim> Characters =
    [
        Claim.Difference("8-bit DQT is on par with BitNet b1.58: at most 0.05 nats worse", Measures.Loss, Dqt8, BitNet, Bounds.AtMost(OnPar)),
        Claim.Value("ternary DQT learns context: at least 1 nat below the uniform loss, ln 65 = 4.17", Measures.Loss, Ternary, Bounds.AtMost(Learned)),
        new("ternary DQT still improves in the second half of the training", Bounds.AtMost(0), [new(1, Ternary, Measures.Loss), new(-1, Ternary, DqtWatch.HalfwayLoss)]),
        Claim.Difference("ternary DQT is worse than float32", Measures.Loss, Ternary, Float32, Bounds.AtLeast(0)),
        new("an update changes at least 20 times as many codes at 8 bits as at ternary", Bounds.AtLeast(0), [new(1, Dqt8, DqtWatch.FlipRate), new(-FlipFactor, Ternary, DqtWatch.FlipRate)]),
        Claim.Difference("control: 8-bit DQT rounded to nearest is at least 0.2 nats worse", Measures.Loss, Dqt8Nearest, Dqt8, Bounds.AtLeast(Damage)) with { IsControl = true },
        Claim.Difference("control: ternary DQT rounded to nearest is at least 0.2 nats worse", Measures.Loss, TernaryNearest, Ternary, Bounds.AtLeast(Damage)) with { IsControl = true },
    ];

    public static readonly IReadOnlyList<Claim> Digits =
    [
        Claim.Difference("ternary DQT is at most 0.5 points less accurate than BitNet b1.58", Measures.Accuracy, Ternary, BitNet, Bounds.AtLeast(-TernaryLoss)),
        Claim.Value("and right on at least 96.5 %", Measures.Accuracy, Ternary, Bounds.AtLeast(LeastAccuracy)),
    ];
}
