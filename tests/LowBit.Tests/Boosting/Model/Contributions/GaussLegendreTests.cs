using LowBit.Boosting;

namespace LowBit.Tests;

public class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(25)]
    [InlineData(64)]
    [InlineData(501)]
    public void PowersBelowTwiceTheNumberOfPointsAreIntegratedExactly(int count)
    {
        var rule = new GaussLegendre(count);
        for (int power = 0; power < 2 * count; power++)
        {
            double sum = rule.Points.Zip(rule.Weights, (point, weight) => weight * Math.Pow(point, power)).Sum();
            Assert.Equal(1 / (power + 1.0), sum, 1e-13 * Math.Sqrt(count));
        }
    }

    [Fact]
    public void PointsAscendAndMirrorEachOther()
    {
        foreach (int count in Enumerable.Range(1, 130))
        {
            var rule = new GaussLegendre(count);
            Assert.All(rule.Points.Zip(rule.Points.Skip(1)), pair => Assert.True(pair.First < pair.Second));
            Assert.All(rule.Points, point => Assert.InRange(point, 1e-6, 1 - 1e-6));
            Assert.All(rule.Points.Zip(rule.Points.Reverse()), pair => Assert.Equal(1, pair.First + pair.Second, 2e-16));
            Assert.All(rule.Weights, weight => Assert.True(weight > 0));
        }
    }

    [Fact]
    public void ThreePointsAreThoseOfTheBooks()
    {
        var rule = new GaussLegendre(3);
        Assert.Equal([0.5 - Math.Sqrt(0.15), 0.5, 0.5 + Math.Sqrt(0.15)], rule.Points, (a, b) => Math.Abs(a - b) < 2e-16);
        Assert.Equal([5 / 18.0, 8 / 18.0, 5 / 18.0], rule.Weights, (a, b) => Math.Abs(a - b) < 2e-16);
    }
}
