using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Tests;

/// <summary>What holds for every format, whatever its numbers.</summary>
public class FormatProperties
{
    const int Share = 29;
    static readonly double[] Values = [.. FormatInputs.Some(Share).Where(value => !double.IsNaN(value))];
    static readonly RoundingMode[] Modes = Enum.GetValues<RoundingMode>();

    public static TheoryData<string> Every => FormatCases.Names(FormatCases.All);

    public static TheoryData<string> Symmetric => FormatCases.Names(FormatCases.All.Where(format =>
        format is FloatFormat { IsSigned: true } or IntegerFormat { Kind: IntegerKind.Symmetric }));

    public static TheoryData<string> Narrow => FormatCases.Names(FormatCases.All.Where(format => format.CodeBits <= 16));

    [Theory]
    [MemberData(nameof(Narrow))]
    public void CodesAreThoseOfTheirNumbers(string name)
    {
        var format = FormatCases.Named(name);
        int count = format is CodebookFormat codebook ? codebook.Values.Length : 1 << format.CodeBits;
        for (uint code = 0; code < count; code++)
        {
            float number = format.Decode(code);
            uint expected = code;
            if (number == 0)
            {
                expected = float.IsNegative(number) ? expected & (1u << (format.CodeBits - 1)) : format.Encode(0); // without subnormals zero has many
            }
            else if (format is IntegerFormat { Kind: IntegerKind.Symmetric } integer && code == 1u << (integer.Bits - 1))
            {
                expected++; // −2^(bits − 1) is beyond the end
            }
            if (!float.IsNaN(number))
            {
                Assert.Equal(SaturatedInfinity(format, number, expected), format.Encode(number));
            }
        }
    }

    // Saturating formats have codes of infinities, which they never give.
    static uint SaturatedInfinity(NumberFormat format, float number, uint code) =>
        float.IsInfinity(number) && format is FloatFormat { Overflow: OverflowRule.Saturate } ? code - 1 : code;

    [Theory]
    [MemberData(nameof(Every))]
    public void RoundedValuesStayPutAndAreTheNumberOfTheirCode(string name)
    {
        var format = FormatCases.Named(name);
        foreach (double value in Values)
        {
            foreach (var mode in Modes)
            {
                float once = format.Round(value, mode, 0x9876_5432);
                Assert.Equal(BitConverter.SingleToInt32Bits(once), BitConverter.SingleToInt32Bits(format.Round(once, mode, 0x1234_5678)));
                Assert.Equal(once, format.Decode(format.Encode(value, mode, 0x9876_5432)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void RoundingIsMonotone(string name)
    {
        var format = FormatCases.Named(name);
        foreach (var mode in Modes.Where(mode => mode != RoundingMode.StochasticEqual))
        {
            float last = float.NegativeInfinity;
            foreach (double value in Values)
            {
                float rounded = format.Round(value, mode, 0x4321_8765);
                Assert.False(rounded < last, $"{format}, {mode}: {value:R} became {rounded:R}, a smaller value {last:R}.");
                last = float.IsNaN(rounded) ? last : rounded;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void NegativesAreRoundedAlikeButForUpAndDown(string name)
    {
        var format = FormatCases.Named(name);
        foreach (double value in Values)
        {
            foreach (var mode in Modes)
            {
                var mirrored = mode switch { RoundingMode.Up => RoundingMode.Down, RoundingMode.Down => RoundingMode.Up, _ => mode };
                Assert.Equal(-format.Round(value, mode, 0x4321_8765), format.Round(-value, mirrored, 0x4321_8765));
            }
        }
    }

    // Between the ends: half a gap for the nearest modes, a gap for all.
    [Theory]
    [MemberData(nameof(Narrow))]
    public void ErrorIsWithinTheGap(string name)
    {
        var format = FormatCases.Named(name);
        var numbers = new TableOracle(format).Numbers.ToArray();
        foreach (double value in Values.Where(value => value >= Math.Max(numbers[0], format.MinFinite) && value <= format.MaxFinite))
        {
            int found = Array.BinarySearch(numbers, value), upper = found >= 0 ? found : ~found;
            double gap = found >= 0 ? 0 : numbers[upper] - numbers[upper - 1];
            foreach (var mode in Modes)
            {
                double error = Math.Abs(format.Round(value, mode, 0x8765_4321) - value);
                bool isNearest = mode is RoundingMode.NearestEven or RoundingMode.NearestAway or RoundingMode.NearestZero;
                Assert.True(error <= (isNearest ? gap / 2 : gap), $"{format}, {mode}: {value:R} moved by {error:R}.");
            }
        }
    }
}
