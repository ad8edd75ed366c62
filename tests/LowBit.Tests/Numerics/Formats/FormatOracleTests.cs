using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Tests;

/// <summary>Every format in every mode, next to rounding by definition.</summary>
public class FormatOracleTests
{
    const int AllNumbers = 1 << 17, SomeNumbers = 1 << 12, Share = 7;
    static readonly uint[] Words = [0, uint.MaxValue, 0x7FFF_FFFF, 0x8000_0000, 1, 0xFFFF_FFFD, 0x1234_5678];

    static readonly RoundingMode[] Deterministic =
    [
        RoundingMode.NearestEven, RoundingMode.NearestAway, RoundingMode.NearestZero, RoundingMode.TowardZero, RoundingMode.Up,
        RoundingMode.Down, RoundingMode.ToOdd,
    ];

    static readonly IEnumerable<NumberFormat> Tabled = FormatCases.All.Where(format => format.CodeBits <= 19);

    static readonly IEnumerable<NumberFormat> Catalogued =
        Tabled.Where(format => format is not FloatFormat || FloatFormats.All.Contains(format));

    public static TheoryData<string> Catalogue => FormatCases.Names(Catalogued);

    public static TheoryData<string> Variants => FormatCases.Names(Tabled.Except(Catalogued));

    public static TheoryData<string> Every => FormatCases.Names(FormatCases.All);

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void ValuesBecomeWhatTheirDefinitionSays(string name)
    {
        var format = FormatCases.Named(name);
        var oracle = new TableOracle(format);
        CheckAll(format, FormatInputs.Common, oracle.Encode, oracle.Chances);
        CheckAll(format, FormatInputs.Around(NumberLine.Of(format), AllNumbers), oracle.Encode, oracle.Chances);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void VariantsOfFormatsKeepTheirDefinition(string name)
    {
        var format = FormatCases.Named(name);
        var oracle = new TableOracle(format);
        CheckAll(format, FormatInputs.Some(Share), oracle.Encode, oracle.Chances);
        CheckAll(format, FormatInputs.Around(NumberLine.Of(format), SomeNumbers), oracle.Encode, oracle.Chances);
    }

    // For formats of any width, and what the faster oracle rests on.
    [Theory]
    [MemberData(nameof(Every))]
    public void ValuesBecomeWhatExactArithmeticSays(string name)
    {
        const int FewShare = 997, FewNumbers = 100;
        var format = FormatCases.Named(name);
        var oracle = new ExactOracle(format);
        double[] values = [.. FormatInputs.Some(FewShare), .. FormatInputs.Around(NumberLine.Of(format), FewNumbers)];
        CheckAll(format, values, oracle.Encode, oracle.Chances);
    }

    static void CheckAll(
        NumberFormat format, double[] values, Func<double, RoundingMode, uint, uint> encode, Func<double, ulong> chances)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            foreach (var mode in Deterministic)
            {
                Check(format, value, mode, 0, encode);
            }
            uint word = Words[i % Words.Length];
            Check(format, value, RoundingMode.Stochastic, word, encode);
            Check(format, value, RoundingMode.StochasticEqual, word, encode);
            uint threshold = (uint)(chances(value) << 1);
            for (uint near = threshold - 2; near != threshold + 2; near++)
            {
                Check(format, value, RoundingMode.Stochastic, near, encode);
            }
        }
    }

    static void Check(
        NumberFormat format, double value, RoundingMode mode, uint random, Func<double, RoundingMode, uint, uint> encode)
    {
        uint expected = encode(value, mode, random), actual = format.Encode(value, mode, random);
        if (actual != expected)
        {
            Assert.Fail($"{format}: {value:R} ({mode}, word {random:X8}) became code {actual:X}, expected {expected:X}.");
        }
    }
}
