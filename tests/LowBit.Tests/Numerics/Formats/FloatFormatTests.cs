using LowBit.Numerics;

namespace LowBit.Tests;

public class FloatFormatTests
{
    static readonly FloatFormat Valid = new() { Name = "E4M3 of the test", ExponentBits = 4, MantissaBits = 3, Bias = 7 };

    public static TheoryData<string> Names => FormatCases.Names(FormatCases.Floats);

    [Theory]
    [MemberData(nameof(Names))]
    public void FormatsUnderTestAreValid(string name)
    {
        var format = (FloatFormat)FormatCases.Named(name);
        Assert.Same(format, format.Validated());
        Assert.Equal(format.MaxFinite, (float)format.MaxFinite);
        Assert.Equal(format.MinPositive, (float)format.MinPositive);
    }

    public static TheoryData<string, string> Refused => new(Refusals.Select(refusal => (refusal.Key, refusal.Value.Rule)));

    static readonly Dictionary<string, (FloatFormat Format, string Rule)> Refusals = new()
    {
        ["no exponent"] = (Valid with { ExponentBits = 0 }, "ExponentBits is 0; allowed are 1 … 8"),
        ["nine exponent bits"] = (Valid with { ExponentBits = 9 }, "ExponentBits is 9; allowed are 1 … 8"),
        ["24 fraction bits"] = (Valid with { MantissaBits = 24 }, "MantissaBits is 24; allowed are 0 … 23"),
        ["negative fraction bits"] = (Valid with { MantissaBits = -1 }, "MantissaBits is -1; allowed are 0 … 23"),
        ["subnormals without zero"] = (Valid with { HasZero = false }, "a format without zero has no subnormal numbers"),
        ["fnuz without sign"] = (Valid with { IsSigned = false, Specials = SpecialValues.NegativeZeroIsNaN }, "no code for this NaN"),
        ["E1M2 of IEEE"] = (Valid with { ExponentBits = 1, MantissaBits = 2, Bias = 0 }, "no exponent is left for finite numbers"),
        ["beyond binary32"] = (Valid with { Bias = -114 }, "the numbers must be binary32 numbers"),
        ["below binary32"] = (Valid with { Bias = 148 }, "the numbers must be binary32 numbers"),
        ["fractions below binary32"] = (Valid with { Bias = 148, HasSubnormals = false }, "the numbers must be binary32 numbers"),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatDoesNotFitIsRefused(string name, string rule) =>
        Assert.Contains(rule, Assert.Throws<ArgumentException>(Refusals[name].Format.Validated).Message);

    [Fact]
    public void E2M1HoldsItsEightMagnitudes() =>
        Assert.Equal([0, 0.5f, 1, 1.5f, 2, 3, 4, 6], Enumerable.Range(0, 8).Select(code => FloatFormats.E2M1.Decode((uint)code)));
}
