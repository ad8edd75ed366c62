using LowBit.Numerics;

namespace LowBit.Tests;

public class NumericsDocumentTests
{
    public static TheoryData<string> Names => [.. FloatFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void RowOfAFormatIsTrue(string name)
    {
        var format = FloatFormats.All.First(format => format.Name == name);
        string specials = format.HasInfinity ? "±∞, NaN" : !format.HasNaN ? "none"
            : format.Specials == SpecialValues.NegativeZeroIsNaN ? "NaN at −0" : "one NaN";
        string overflow = format.Overflow == OverflowRule.Saturate ? "saturates" : format.HasInfinity ? "∞" : "NaN";
        string row = FormattableString.Invariant(
            $"| `{name}` | {format.CodeBits} | {format.ExponentBits} | {format.MantissaBits} | {format.Bias} | {format.MaxFinite:R} | {format.MinNormal:R} | {format.MinPositive:R} | {specials} | {overflow} |");
        Assert.Contains(row, Repository.Read("docs", "numerics.md"), StringComparison.Ordinal);
    }
}
