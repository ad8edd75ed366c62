using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// Relative squared errors ‖x̂ − x‖² / ‖x‖² on a million normal numbers, averaged over eight phases of an octave, next to
/// figures of an independent program in C.
/// </summary>
public class QuantizerOracleTests
{
    const int Phases = 8, Rows = 32, Columns = 4096;
    const double Tolerance = 0.01;
    static readonly RandomStream Random = new(Seed: 7, Stream: 1, Step: 0), Rounding = new(Seed: 7, Stream: 2, Step: 0);
    static readonly float[][] Normals = [.. Enumerable.Range(0, Phases).Select(Normal)];

    static readonly Quantizer Mx = Quantizers.MxFp4, Nv = Quantizers.NvFp4;

    static readonly Dictionary<string, (Quantizer Quantizer, double Error)> Cases = new()
    {
        ["E2M1, E8M0 floor"] = (Mx, 0.01335),
        ["E2M1, E8M0 ceiling"] = (Mx with { Scale = new(ScaleStatistic.AbsMax, ScaleCodec.E8M0(ExponentRule.CeilingOfRatio)) }, 0.01365),
        ["E2M1, E8M0 floor, gain 3/4"] = (Mx with { Scale = Mx.Scale! with { Gain = 0.75 } }, 0.01366),
        ["NVFP4"] = (Nv, 0.00905),
        ["E2M1 of 16, UE5M3"] = (Nv with { Scale = new(ScaleStatistic.AbsMax, ScaleCodec.UE5M3) }, 0.00905),
        ["E2M1 of 32, UE5M3"] =
            (Nv with { Scale = new(ScaleStatistic.AbsMax, ScaleCodec.UE5M3), Granularity = new PerGroup(32) }, 0.01031),
        ["E2M1 of 32, float"] =
            (Nv with { Scale = new(ScaleStatistic.AbsMax, ScaleCodec.Float32), Granularity = new PerGroup(32) }, 0.01021),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ErrorIsThatOfTheOracle(string name) =>
        Assert.InRange(MeanError(Cases[name].Quantizer) / Cases[name].Error, 1 - Tolerance, 1 + Tolerance);

    // The expected error of stochastic rounding is known for each value: (x − lower)(upper − x).
    [Fact]
    public void StochasticErrorIsItsExpectation()
    {
        var quantizer = Mx with { Rounding = RoundingMode.Stochastic, Scale = Mx.Scale! with { Gain = 0.75 } };
        double expected = Normals.Average(values =>
        {
            var down = Rounded(quantizer with { Rounding = RoundingMode.Down }, values);
            var up = Rounded(quantizer with { Rounding = RoundingMode.Up }, values);
            double error = values.Select((x, i) => ((double)x - down[i]) * ((double)up[i] - x)).Sum();
            return error / values.Sum(x => (double)x * x);
        });
        Assert.InRange(MeanError(quantizer) / expected, 0.995, 1.005);
    }

    [Fact]
    public void SmallTensorsKeepTheirScalesWithATensorScale()
    {
        var values = Normals[0].Select(x => x * 1e-3f).ToArray();
        Assert.True(Error(Nv with { Scale = Nv.Scale! with { PreScale = TensorPreScale.None } }, values) > 0.07);
        Assert.InRange(Error(Nv, values), 0.0089, 0.0092);
    }

    static double MeanError(Quantizer quantizer) => Normals.Average(values => Error(quantizer, values));

    static double Error(Quantizer quantizer, float[] values)
    {
        var rounded = Rounded(quantizer, values);
        return values.Zip(rounded, (x, y) => ((double)y - x) * ((double)y - x)).Sum() / values.Sum(x => (double)x * x);
    }

    static float[] Rounded(Quantizer quantizer, float[] values)
    {
        var rounded = new float[values.Length];
        quantizer.FakeQuantize(values, Rows, Columns, Rounding, 0, Isa.Best, rounded);
        return rounded;
    }

    // By Box and Muller, scaled by 2^(phase / 8).
    static float[] Normal(int phase)
    {
        var values = new float[Rows * Columns];
        for (int i = 0; i < values.Length; i += 2)
        {
            double u = (Random.Word((ulong)(phase * values.Length + i)) + 0.5) / 4294967296.0;
            double v = Random.Word((ulong)(phase * values.Length + i + 1)) / 4294967296.0;
            double radius = Math.Sqrt(-2 * Math.Log(u)) * Math.Pow(2, phase / (double)Phases);
            values[i] = (float)(radius * Math.Cos(2 * Math.PI * v));
            values[i + 1] = (float)(radius * Math.Sin(2 * Math.PI * v));
        }
        return values;
    }
}
