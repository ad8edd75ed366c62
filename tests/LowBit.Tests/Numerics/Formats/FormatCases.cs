using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Formats under test by name: the catalogues, and variants of each property.</summary>
static class FormatCases
{
    internal static readonly FloatFormat[] Floats =
    [
        .. FloatFormats.All,
        .. FloatFormats.All.Select(format => format with
        {
            Name = $"{format.Name}, other overflow",
            Overflow = format.Overflow == OverflowRule.Saturate ? OverflowRule.Special : OverflowRule.Saturate,
        }),
        .. FloatFormats.All.Where(format => format.HasSubnormals).Select(format => format with
        {
            Name = $"{format.Name}, no subnormals",
            HasSubnormals = false,
        }),
        .. from format in FloatFormats.All
           where format.IsSigned && format.Specials != SpecialValues.NegativeZeroIsNaN
           select format with { Name = $"{format.Name}, no sign", IsSigned = false },
        .. from format in FloatFormats.All
           where format.ExponentBits < 8
           from more in new[] { -9, 5 }
           select format with { Name = $"{format.Name}, bias {more:+0;-0}", Bias = format.Bias + more },
        Of("E4M0, no zero", 4, 0, 7, SpecialValues.NaNOnly) with { HasZero = false, HasSubnormals = false, IsSigned = false },
        Of("E4M2, no zero, signed", 4, 2, 7, SpecialValues.None) with { HasZero = false, HasSubnormals = false },
        Of("E5M3, no zero, IEEE", 5, 3, 15, SpecialValues.Ieee) with { HasZero = false, HasSubnormals = false },
        Of("E1M0", 1, 0, 0, SpecialValues.None),
        Of("E1M1, fnuz", 1, 1, 1, SpecialValues.NegativeZeroIsNaN),
        Of("E1M2", 1, 2, 0, SpecialValues.None),
        Of("E1M2, fn", 1, 2, 0, SpecialValues.NaNOnly),
        Of("E2M0", 2, 0, 1, SpecialValues.None) with { Overflow = OverflowRule.Saturate },
        Of("E2M0, IEEE", 2, 0, 1, SpecialValues.Ieee),
        Of("E2M0, fn", 2, 0, 1, SpecialValues.NaNOnly),
        Of("E3M0", 3, 0, 3, SpecialValues.None) with { Overflow = OverflowRule.Saturate },
        Of("E3M0, fnuz, no subnormals", 3, 0, 4, SpecialValues.NegativeZeroIsNaN) with { HasSubnormals = false },
        Of("E3M0, IEEE", 3, 0, 3, SpecialValues.Ieee),
        Of("E2M1, IEEE", 2, 1, 1, SpecialValues.Ieee),
        Of("E8M1, lowest bias", 8, 1, 127, SpecialValues.Ieee) with { HasSubnormals = false },
        FloatFormats.E8M(0) with { Name = "E8M0, IEEE" }, FloatFormats.E8M(1), FloatFormats.E8M(3), FloatFormats.E8M(22),
    ];

    internal static readonly IntegerFormat[] Integers =
    [
        .. Enumerable.Range(1, 16).Select(IntegerFormat.Full),
        .. Enumerable.Range(1, 16).Select(IntegerFormat.Unsigned),
        .. Enumerable.Range(2, 15).Select(IntegerFormat.Symmetric),
        .. new[] { (1, 100), (1, -100), (4, 3), (8, 100), (8, -100), (8, 4), (12, -7), (16, 100), (16, -100), (16, 15) }
            .Select(lengths => IntegerFormat.FixedPoint(lengths.Item1, lengths.Item2)),
        IntegerFormat.Unsigned(8) with { Name = "UInt8, 8 fraction bits", FractionBits = 8 },
        IntegerFormat.Symmetric(8) with { Name = "Int8Symmetric, -3 fraction bits", FractionBits = -3 },
    ];

    internal static readonly CodebookFormat[] Sets =
    [
        .. Enumerable.Range(1, 8).Select(CenteredFormat.Of),
        Codebooks.Binary, Codebooks.Ternary, Codebooks.NF4, Codebooks.NineLevels, Codebooks.DynamicSigned,
        Codebooks.DynamicUnsigned, Codebooks.DynamicSigned4, Codebooks.LinearAboveZero4,
        CodebookFormat.Of("With NaN", [3, float.NaN, -2]),
        CodebookFormat.Of("Unsorted", [3, -1, 0, 0.3f, -7.5f]),
        CodebookFormat.Of("Above zero", [0.125f, 5, 3, 1]),
        CodebookFormat.Of("Below zero", [-0.125f, -5, -1e30f]),
        CodebookFormat.Of("Wide", [1e-30f, 1, 1e30f, -1e-44f, -3e38f, 3e38f]),
    ];

    internal static IEnumerable<NumberFormat> All => [.. Floats, .. Integers, .. Sets];

    internal static NumberFormat Named(string name) => All.Single(format => format.Name == name);

    internal static TheoryData<string> Names(IEnumerable<NumberFormat> formats) => [.. formats.Select(format => format.Name)];

    static FloatFormat Of(string name, int exponentBits, int mantissaBits, int bias, SpecialValues specials) => new()
    {
        Name = name,
        ExponentBits = exponentBits,
        MantissaBits = mantissaBits,
        Bias = bias,
        Specials = specials,
    };
}
