using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// Errors against 200-bit arithmetic. Arguments are strata of magnitude, each sampled from a fixed seed; the bounds are the
/// largest errors of these arguments, which docs/numerics.md reports.
/// </summary>
public class ElementaryOracle(ITestOutputHelper output)
{
    const int PerStratum = 200;

    static IEnumerable<double> Uniform(double from, double to, uint stratum) => Enumerable.Range(0, PerStratum)
        .Select(i => Math.ScaleB(new RandomStream(Seed: 5, Stream: stratum, Step: 0).Word((ulong)i), -32))
        .Select(part => from + (to - from) * part);

    static IEnumerable<double> Signed(IEnumerable<double> magnitudes) => magnitudes.SelectMany(m => new[] { m, -m });

    static IEnumerable<double> Magnitudes(int fromExponent, int toExponent) =>
        Enumerable.Range(fromExponent, toExponent - fromExponent)
            .SelectMany(e => Uniform(Math.ScaleB(1, e), Math.ScaleB(2, e), (uint)(e + 2000)));

    void WorstIsWithin(double bound, IEnumerable<double> arguments, Func<double, double> function, Func<double, double, double> error)
    {
        double worst = 0, at = 0;
        foreach (double x in arguments)
        {
            double own = error(x, function(x));
            (worst, at) = own > worst ? (own, x) : (worst, at);
        }
        output.WriteLine($"worst error {worst:F4} ulp at {at:R}");
        Assert.InRange(worst, 0.4, bound); // an oracle that finds no error is broken
    }

    [Fact]
    public void ExpIsWithinOneUlp() => WorstIsWithin(
        0.63, Signed(Magnitudes(-60, 9)).Concat(Uniform(-745, 709.7, 1)), Elementary.Exp, HighPrecision.ExpError);

    [Fact]
    public void SubnormalResultsOfExpAreWithinOneUlp() =>
        WorstIsWithin(0.63, Uniform(-745.1, -708.4, 2), Elementary.Exp, HighPrecision.ExpError);

    [Fact]
    public void LogIsWithinOneUlp() => WorstIsWithin(
        0.66, Magnitudes(-12, 12).Concat(Uniform(0.5, 2, 3)).Concat(Uniform(1e300, 1e308, 4)), Elementary.Log, HighPrecision.LogError);

    [Fact]
    public void LogNearOneIsWithinOneUlp() => WorstIsWithin(
        0.66, Signed(Magnitudes(-50, -2)).Select(d => 1 + d).Where(x => x != 1), Elementary.Log, HighPrecision.LogError);

    [Fact]
    public void LogOfSubnormalsIsWithinOneUlp() => WorstIsWithin(
        0.66, Uniform(1, 1e15, 5).Select(m => m * double.Epsilon), Elementary.Log, HighPrecision.LogError);

    [Fact]
    public void SigmoidIsWithinTwoUlp() => WorstIsWithin(
        1.69, Signed(Magnitudes(-30, 9)).Concat(Uniform(-40, 40, 6)), Elementary.Sigmoid, HighPrecision.SigmoidError);

    [Fact]
    public void SubnormalResultsOfSigmoidAreWithinTwoUlp() =>
        WorstIsWithin(1.69, Uniform(-745, -708.4, 7), Elementary.Sigmoid, HighPrecision.SigmoidError);
}
