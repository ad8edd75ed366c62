using LowBit.Numerics;

namespace LowBit.Tests;

public class ElementaryTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(709.782712893384, 1.7976931348622732e308)] // the largest finite one
    [InlineData(709.7827128933841, double.PositiveInfinity)]
    [InlineData(-745.1332191019411, double.Epsilon)] // the smallest above 0
    [InlineData(-745.1332191019412, 0)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(-1e300, 0)]
    [InlineData(double.Epsilon, 1)]
    public void SpecialValuesOfExp(double x, double expected) => Assert.Equal(expected, Elementary.Exp(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(-double.Epsilon, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(1.0000000000000002, 2.2204460492503128e-16)]
    public void SpecialValuesOfLog(double x, double expected) => Assert.Equal(expected, Elementary.Log(x));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(40, 1)]
    [InlineData(-800, 0)]
    [InlineData(-745, 5e-324)]
    public void SpecialValuesOfSigmoid(double x, double expected) => Assert.Equal(expected, Elementary.Sigmoid(x));

    [Fact]
    public void MinusZeroIsZero() => Assert.Equal(
        (1, double.NegativeInfinity, 0.5), (Elementary.Exp(-0.0), Elementary.Log(-0.0), Elementary.Sigmoid(-0.0)));

    [Fact]
    public void DestinationMayBeTheSourceButNotOverlapIt()
    {
        double[] values = [.. Enumerable.Range(0, 11).Select(i => i - 5.0)], inPlace = [.. values];
        Elementary.Exp(inPlace, KernelPath.Vector, inPlace);
        Assert.Equal(values.Select(Elementary.Exp), inPlace);
        Assert.Throws<ArgumentException>(() => Elementary.Exp(inPlace.AsSpan(0, 8), KernelPath.Vector, inPlace.AsSpan(1)));
    }
}
