namespace LowBit.Studies;

/// <summary>What <see cref="Int8Study"/> claims; written down before its first full run and not changed after it.</summary>
static class Int8Claims
{
    public static readonly DateOnly WrittenDown = new(2026, 11, 26);

    const double DigitsTolerance = 0.3, DigitsDamage = 1, CharactersTolerance = 0.02, CharactersDamage = 0.1;

    public static readonly IReadOnlyList<Claim> Digits =
    [
        Claim.Difference("int8 is at most 0.3 points less accurate than float32", Measures.Accuracy, "int8", "float32", Bounds.AtLeast(-DigitsTolerance)),
        Claim.Difference("control: int2 is at least 1 point less accurate", Measures.Accuracy, "int2", "float32", Bounds.AtMost(-DigitsDamage)) with { IsControl = true },
    ];

    public static readonly IReadOnlyList<Claim> Characters =
    [
        Claim.Difference("int8 loses at most 0.02 nats a character", Measures.Loss, "int8", "float32", Bounds.AtMost(CharactersTolerance)),
        Claim.Difference("control: int2 loses at least 0.1 nats", Measures.Loss, "int2", "float32", Bounds.AtLeast(CharactersDamage)) with { IsControl = true },
    ];
}
