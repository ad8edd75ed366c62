namespace LowBit.Numerics;

/// <summary>
/// Codebooks of the literature, in units of the scale; the code of a number is its place in ascending order. Immutable; safe
/// for use from many threads.
/// </summary>
public static class Codebooks
{
    /// <summary>−1 and +1; 0 becomes +1, but where ties go away from zero.</summary>
    public static CodebookFormat Binary { get; } = CodebookFormat.Of("Binary", [-1, 1]);

    /// <summary>−1, 0 and +1 [BitNet b1.58].</summary>
    public static CodebookFormat Ternary { get; } = CodebookFormat.Of("Ternary", [-1, 0, 1]);

    /// <summary>
    /// NormalFloat4 [Dettmers23]: quantiles of the normal distribution at 8 equal steps of probability above ½ and 7 below it, up to
    /// 0.9677083, divided by the largest; code 7 is zero.
    /// </summary>
    public static CodebookFormat NF4 { get; } = CodebookFormat.Of("NF4",
    [
        -1, -0.6961928009986877f, -0.5250730514526367f, -0.39491748809814453f, -0.28444138169288635f, -0.18477343022823334f,
        -0.09105003625154495f, 0, 0.07958029955625534f, 0.16093020141124725f, 0.24611230194568634f, 0.33791524171829224f,
        0.44070982933044434f, 0.5626170039176941f, 0.7229568362236023f, 1,
    ]);

    /// <summary>0, ±¼, ±½, ±¾ and ±1: what Stable-SPAM's released 4-bit code holds.</summary>
    public static CodebookFormat NineLevels { get; } =
        CodebookFormat.Of("NineLevels", [-1, -0.75f, -0.5f, -0.25f, 0, 0.25f, 0.5f, 0.75f, 1]);

    /// <summary>
    /// The signed map of 8-bit optimizers [Dettmers22]: 256 numbers from −0.99296875 to 1, 0 among them. See
    /// <see cref="DynamicUnsigned"/>; here a decade 10^e has 2^(e + 6) numbers of either sign.
    /// </summary>
    public static CodebookFormat DynamicSigned { get; } =
        CodebookFormat.Of("DynamicSigned", [.. Ascending([.. Decades(7, 0), .. Decades(7, 0).Select(number => -number)])]);

    /// <summary>
    /// The unsigned map of 8-bit optimizers [Dettmers22]: 0, 1 and, for e = −6 … 0, the middles of 2^(e + 7) equal parts of
    /// [0.1, 1], times 10^e: 256 numbers. Each is the exact one rounded to binary32 (by way of double), which the sums of
    /// other libraries may miss by an ulp.
    /// </summary>
    public static CodebookFormat DynamicUnsigned { get; } = CodebookFormat.Of("DynamicUnsigned", [.. Ascending([.. Decades(7, 1)])]);

    /// <summary>
    /// The signed map of 4-bit optimizers [torchao]: like <see cref="DynamicSigned"/> with the decades e = −2 … 0 of 2^(e + 2)
    /// numbers of either sign, 0 and 1: 16 numbers from −0.8875 to 1.
    /// </summary>
    public static CodebookFormat DynamicSigned4 { get; } = CodebookFormat.Of(
        "DynamicSigned4", [.. Ascending([.. Decades(3, 0), .. Decades(3, 0).Select(number => -number)])]);

    /// <summary>1/16, 2/16 … 1: the map of 4-bit optimizers for numbers that must not become zero [Li23].</summary>
    public static CodebookFormat LinearAboveZero4 { get; } = CodebookFormat.Of(
        "LinearAboveZero4", [.. Enumerable.Range(1, 16).Select(number => number / 16f)]);

    static IEnumerable<float> Ascending(float[] numbers) => numbers.Append(0).Append(1).Order();

    // The middle of part j of p: 0.1 + 0.9 (2j + 1) / 2p.
    static IEnumerable<float> Decades(int count, int moreBits) =>
        from decade in Enumerable.Range(0, count)
        let parts = 1 << (decade + moreBits)
        let unit = Enumerable.Repeat(10, count - 1 - decade).Aggregate(20L * parts, (product, ten) => product * ten)
        from part in Enumerable.Range(0, parts)
        select (float)((2.0 * parts + (9 * ((2 * part) + 1))) / unit);
}
