using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// Errors that scale rules have on normal values, against figures of an independent program in C: relative squared errors,
/// averaged over eight scalings of less than an octave, so that the place of powers of two does not matter.
/// </summary>
public class ScaleErrorOracle(ITestOutputHelper output)
{
    const int Count = 1 << 18, Octave = 8;
    const double Tolerance = 0.01, StochasticTolerance = 0.015;
    static readonly FloatFormat E2M1 = FloatFormats.E2M1;
    static readonly float[] Normal = ScaleSamples.Normal(Count, 7);

    static ScaleRule AbsMaxRule(ScaleCodec codec) => new(ScaleStatistic.AbsMax, codec);

    static ScaleRule Quest(ExponentRule rule) => new(ScaleStatistic.StandardDeviation(2.92247856), ScaleCodec.E8M0(rule));

    static readonly Dictionary<string, (ScaleRule Rule, int Group, RoundingMode Mode, double Error)> Rows = new()
    {
        ["MX floor"] = (AbsMaxRule(ScaleCodec.E8M0()), 32, RoundingMode.NearestEven, .01335),
        ["MX ceiling"] = (AbsMaxRule(ScaleCodec.E8M0(ExponentRule.CeilingOfRatio)), 32, RoundingMode.NearestEven, .01365),
        ["MX three quarters"] = (AbsMaxRule(ScaleCodec.E8M0()) with { Gain = 0.75 }, 32, RoundingMode.NearestEven, .01366),
        ["MX three quarters, stochastic"] = (AbsMaxRule(ScaleCodec.E8M0()) with { Gain = 0.75 }, 32, RoundingMode.Stochastic, .02777),
        ["QuEST-MX floor"] = (Quest(ExponentRule.FloorOfRatio), 32, RoundingMode.NearestZero, .02231),
        ["QuEST-MX nearest"] = (Quest(ExponentRule.NearestOfRatio), 32, RoundingMode.NearestZero, .01337),
        ["QuEST-MX ceiling"] = (Quest(ExponentRule.CeilingOfRatio), 32, RoundingMode.NearestZero, .01551),
        ["NVFP4"] = (AbsMaxRule(ScaleCodec.UE4M3) with { PreScale = TensorPreScale.AbsMax }, 16, RoundingMode.NearestEven, .00905),
        ["UE5M3, 16"] = (AbsMaxRule(ScaleCodec.UE5M3), 16, RoundingMode.NearestEven, .00905),
        ["UE5M3, 32"] = (AbsMaxRule(ScaleCodec.UE5M3), 32, RoundingMode.NearestEven, .01031),
        ["Float32, 32"] = (AbsMaxRule(ScaleCodec.Float32), 32, RoundingMode.NearestEven, .01021),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    static ErrorStatistics Errors(
        ScaleRule rule, int group, RoundingMode mode, double sigma, NumberFormat format, int octave = Octave)
    {
        var statistics = new ErrorStatistics();
        for (int step = 0; step < octave; step++)
        {
            float factor = (float)(sigma * Math.Pow(2, (double)step / Octave));
            float[] values = [.. Normal.Select(x => x * factor)];
            float[] unit = [.. ScaleSamples.FakeQuantize(
                values, rule, new Flat(group), 1, values.Length, format, mode, new(5, (uint)step, 0)).Select(q => q / factor)];
            statistics.Add([.. values.Select(x => x / factor)], unit, Isa.Best);
        }
        return statistics;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RelativeErrorIsTheOracles(string name)
    {
        var (rule, group, mode, error) = Rows[name];
        var statistics = Errors(rule, group, mode, 1, E2M1);
        output.WriteLine($"{name}: {statistics.RelativeSquaredError:G5}, alignment {statistics.Alignment:G6}");
        double tolerance = mode == RoundingMode.Stochastic ? StochasticTolerance : Tolerance;
        Assert.InRange(statistics.RelativeSquaredError, error * (1 - tolerance), error * (1 + tolerance));
    }

    [Fact]
    public void StochasticRoundingAlignsAndNearestShrinks()
    {
        var rule = AbsMaxRule(ScaleCodec.E8M0()) with { Gain = 0.75 };
        Assert.Equal(.9906, Errors(rule, 32, RoundingMode.NearestEven, 1, E2M1).Alignment, 5e-4);
        Assert.Equal(1, Errors(rule, 32, RoundingMode.Stochastic, 1, E2M1).Alignment, 1.5e-3);
    }

    [Fact]
    public void CentredIntegersOfRms()
    {
        var rule = new ScaleRule(ScaleStatistic.Rms(2.51393058), ScaleCodec.Float32);
        Assert.Equal(.01153, Errors(rule, 4096, RoundingMode.NearestEven, 1, CenteredFormat.Of(4)).RelativeSquaredError, .0002);
    }

    // A scale never becomes 0, so small values keep what the smallest scale leaves of them; where it is too large, nothing.
    [Theory]
    [InlineData("UE4M3", 1e-2, .0159, .0005)]
    [InlineData("UE4M3", 1e-5, 1, 0)]
    [InlineData("UE5M3", 1e-4, .0099, .0005)]
    [InlineData("E8M0", 1e-5, .0134, .0005)]
    [InlineData("E8M0", 1e-30, .0134, .0005)]
    [InlineData("NVFP4", 1e-5, .00905, .0003)]
    [InlineData("NVFP4", 1e-30, .00905, .0003)]
    public void SmallValuesUnderflowWhereScalesDo(string codec, double sigma, double error, double tolerance)
    {
        var rule = codec switch
        {
            "UE4M3" => AbsMaxRule(ScaleCodec.UE4M3),
            "UE5M3" => AbsMaxRule(ScaleCodec.UE5M3),
            "E8M0" => AbsMaxRule(ScaleCodec.E8M0()),
            _ => Rows["NVFP4"].Rule,
        };
        int group = codec == "E8M0" ? 32 : 16;
        var statistics = Errors(rule, group, RoundingMode.NearestEven, sigma, E2M1, codec == "E8M0" ? Octave : 1);
        output.WriteLine($"{codec} at {sigma}: {statistics.RelativeSquaredError:G5}, underflow {statistics.UnderflowRate:G4}");
        Assert.Equal(error, statistics.RelativeSquaredError, tolerance);
    }
}
