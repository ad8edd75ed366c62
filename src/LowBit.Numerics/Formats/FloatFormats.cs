namespace LowBit.Numerics;

/// <summary>
/// The floating-point formats of the literature. Where hardware and papers saturate (6 and 4 bits), so do these; the others
/// overflow as their standard says: <c>E4M3Fn with { Overflow = OverflowRule.Saturate }</c> saturates.
/// </summary>
public static class FloatFormats
{
    /// <summary>IEEE binary16: largest 65,504, smallest 2⁻²⁴.</summary>
    public static FloatFormat Binary16 { get; } = New("Binary16", 5, 10);

    /// <summary>bfloat16: the upper half of binary32.</summary>
    public static FloatFormat BFloat16 { get; } = New("BFloat16", 8, 7);

    /// <summary>TF32: binary32 with 10 bits of fraction.</summary>
    public static FloatFormat Tf32 { get; } = New("TF32", 8, 10);

    /// <summary>IEEE binary32.</summary>
    public static FloatFormat Binary32 { get; } = New("Binary32", 8, 23);

    /// <summary>OFP8 E5M2: largest 57,344, with infinities.</summary>
    public static FloatFormat E5M2 { get; } = New("E5M2", 5, 2);

    /// <summary>E5M2 without −0 and infinity, bias 16: largest 57,344.</summary>
    public static FloatFormat E5M2Fnuz { get; } = New("E5M2Fnuz", 5, 2, 16, SpecialValues.NegativeZeroIsNaN);

    /// <summary>E4M3 as IEEE 754 would have it: largest 240.</summary>
    public static FloatFormat E4M3 { get; } = New("E4M3", 4, 3);

    /// <summary>OFP8 E4M3: largest 448, one NaN, no infinity.</summary>
    public static FloatFormat E4M3Fn { get; } = New("E4M3Fn", 4, 3, 7, SpecialValues.NaNOnly);

    /// <summary>E4M3 without −0 and infinity, bias 8: largest 240.</summary>
    public static FloatFormat E4M3Fnuz { get; } = New("E4M3Fnuz", 4, 3, 8, SpecialValues.NegativeZeroIsNaN);

    /// <summary>E4M3 without −0 and infinity, bias 11: largest 30.</summary>
    public static FloatFormat E4M3B11Fnuz { get; } = New("E4M3B11Fnuz", 4, 3, 11, SpecialValues.NegativeZeroIsNaN);

    /// <summary>E3M4 as IEEE 754 would have it: largest 15.5.</summary>
    public static FloatFormat E3M4 { get; } = New("E3M4", 3, 4);

    /// <summary>OCP E3M2, 6 bits: largest 28, finite only, saturating.</summary>
    public static FloatFormat E3M2 { get; } = Finite("E3M2", 3, 2);

    /// <summary>OCP E2M3, 6 bits: largest 7.5, finite only, saturating.</summary>
    public static FloatFormat E2M3 { get; } = Finite("E2M3", 2, 3);

    /// <summary>OCP E2M1, 4 bits: 0, ½, 1, 1½, 2, 3, 4, 6 and their negatives; saturating.</summary>
    public static FloatFormat E2M1 { get; } = Finite("E2M1", 2, 1);

    /// <summary>E4M3Fn without a sign, 7 bits: the scale of NVFP4, saturating at 448.</summary>
    public static FloatFormat UE4M3 { get; } = E4M3Fn with { Name = "UE4M3", IsSigned = false, Overflow = OverflowRule.Saturate };

    /// <summary>E5M3 without a sign, 8 bits: a scale, saturating at 61,440.</summary>
    public static FloatFormat UE5M3 { get; } =
        New("UE5M3", 5, 3) with { IsSigned = false, Overflow = OverflowRule.Saturate };

    /// <summary>
    /// OCP E8M0: the powers of two 2⁻¹²⁷ … 2¹²⁷ and NaN, without sign and zero: the scale of the MX formats, saturating.
    /// </summary>
    public static FloatFormat E8M0 { get; } = new FloatFormat
    {
        Name = "E8M0",
        ExponentBits = 8,
        MantissaBits = 0,
        Bias = 127,
        Specials = SpecialValues.NaNOnly,
        Overflow = OverflowRule.Saturate,
        HasSubnormals = false,
        HasZero = false,
        IsSigned = false,
    }.Validated();

    /// <summary>All formats of this catalogue.</summary>
    public static IReadOnlyList<FloatFormat> All { get; } =
    [
        Binary32, Tf32, BFloat16, Binary16, E5M2, E5M2Fnuz, E4M3, E4M3Fn, E4M3Fnuz, E4M3B11Fnuz, E3M4, E3M2, E2M3, E2M1,
        UE4M3, UE5M3, E8M0,
    ];

    /// <summary>binary32 with fewer bits of fraction; rounded toward zero it is mantissa truncation.</summary>
    /// <param name="mantissaBits">0 … 23 bits of fraction.</param>
    public static FloatFormat E8M(int mantissaBits) => New($"E8M{mantissaBits}", 8, mantissaBits);

    static FloatFormat New(
        string name, int exponentBits, int mantissaBits, int? bias = null, SpecialValues specials = SpecialValues.Ieee) =>
        new FloatFormat
        {
            Name = name,
            ExponentBits = exponentBits,
            MantissaBits = mantissaBits,
            Bias = bias ?? (1 << (exponentBits - 1)) - 1,
            Specials = specials,
        }.Validated();

    static FloatFormat Finite(string name, int exponentBits, int mantissaBits) =>
        New(name, exponentBits, mantissaBits, specials: SpecialValues.None) with { Overflow = OverflowRule.Saturate };
}
