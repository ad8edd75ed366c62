using LowBit.Boosting;

namespace LowBit.Tests;

public class StudentTTests
{
    /// <summary>Two-sided points of the tables of the t distribution.</summary>
    [Theory]
    [InlineData(0.95, 1, 12.7062)]
    [InlineData(0.95, 2, 4.30265)]
    [InlineData(0.95, 3, 3.18245)]
    [InlineData(0.95, 4, 2.77645)]
    [InlineData(0.95, 9, 2.26216)]
    [InlineData(0.95, 10, 2.22814)]
    [InlineData(0.95, 30, 2.04227)]
    [InlineData(0.95, 120, 1.97993)]
    [InlineData(0.5, 1, 1)]
    [InlineData(0.8, 5, 1.47588)]
    [InlineData(0.9, 4, 2.13185)]
    [InlineData(0.99, 1, 63.6567)]
    [InlineData(0.99, 4, 4.60409)]
    [InlineData(0.999, 7, 5.40788)]
    [InlineData(0.95, 100_000, 1.95999)]
    public void QuantilesAreThoseOfTheTables(double probability, int degrees, double quantile) =>
        Assert.InRange(StudentT.Quantile(probability, degrees) / quantile, 1 - 4e-6, 1 + 4e-6);

    /// <summary>The density integrated by Simpson's rule, its constant from the same integral over all t.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    public void CentralProbabilityIsTheIntegralOfTheDensity(int degrees)
    {
        foreach (double t in new[] { 0.1, 0.7, 2, 5 })
        {
            Assert.Equal(Integral(Math.Atan(t), degrees) / Integral(Math.PI / 2, degrees), StudentT.Central(t, degrees), 1e-9);
        }
    }

    [Fact]
    public void QuantileAndProbabilityAreInverse()
    {
        for (int degrees = 1; degrees <= 40; degrees++)
        {
            Assert.Equal(0.95, StudentT.Central(StudentT.Quantile(0.95, degrees), degrees), 1e-13);
        }
    }

    // ∫ (1 + t²/ν)^(−(ν+1)/2) dt with t = tan u
    static double Integral(double end, int degrees)
    {
        const int Steps = 20_000;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double u = end * i / Steps, cosine = Math.Cos(u), t = Math.Sin(u) / cosine;
            double density = Math.Abs(cosine) < 1e-9 ? 0 : Math.Pow(1 + t * t / degrees, -(degrees + 1) / 2.0) / (cosine * cosine);
            sum += density * (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * end / Steps / 3;
    }
}
